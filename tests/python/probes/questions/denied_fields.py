"""Fields that the authorizer denies."""

from ..question import Question, asks

ITEM = "{ single { id name must } }"
NESTED = "{ single { children { id name } child { name } } }"


def question(title, answer, document, *numbers):
    return Question(title, [asks(document, token=answer)], open_questions=numbers)


QUESTIONS = [
    question("a denied root field", "deny-root", "{ identity single { id } }"),
    question("a denied root field under an alias", "deny-root", "{ a: identity }"),
    question("denied by ARN", "deny-arn", "{ identity }"),
    question("denied by the ARN of another API", "deny-other-api", "{ identity }"),
    question("a denied field of an object", "deny-name", ITEM),
    question("a denied field in a list", "deny-name", NESTED),
    question(
        "a denied field of a mutation's answer", "deny-name", "mutation { single { id name } }"
    ),
    question("a denied field by way of an interface", "deny-name", "{ single { named { name } } }"),
    question(
        "a field denied on the interface", "deny-interface", "{ single { name named { name } } }"
    ),
    question("a denied field that can't be null", "deny-non-null", ITEM, 15),
    question("and all around it can't be null either", "deny-non-null", "{ must { must } }", 15),
    question(
        "a denied field in a list of what can't be null",
        "deny-non-null",
        '{ strictItems(answer: "items") { must } }',
        15,
    ),
    question("a denied __schema", "deny-schema", "{ __schema { queryType { name } } }", 16),
    question("a denied __typename", "deny-typename", "{ single { __typename id } }", 16),
    question("denied fields that there are not", "deny-unknown", "{ identity }"),
    question("denied in other letter case", "deny-other-case", "{ identity }"),
    question("a wildcard", "deny-wildcard", "{ identity }"),
]
