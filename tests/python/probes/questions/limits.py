"""The settings that limit a query: three levels, two resolvers, no introspection; no schema."""

from ..question import Question, asks

TOKEN = "{nonce}/found"


def question(title, document):
    return Question(title, [asks(document, token=TOKEN, answer="ok")], "limited")


QUESTIONS = [
    question("as deep as may be", "{ single { child { id } } }"),
    question("one level deeper", "{ single { child { child { id } } } }"),
    question("one level deeper where nothing may be null", "{ must { child { child { must } } } }"),
    question(
        "one level deeper by way of a fragment",
        "{ single { ...F } } fragment F on Item { child { child { id } } }",
    ),
    question("__typename one level deeper", "{ single { child { child { __typename } } } }"),
    question("as many resolvers as may be", "{ a: identity b: identity }"),
    question("one resolver more", "{ a: identity b: identity c: identity }"),
    question("one resolver more where it can't be null", "{ a: identity b: identity must { id } }"),
    question(
        "batches against the limit", "{ a: batched { id } b: batched { id } c: batched { id } }"
    ),
    question(
        "mutations against the limit",
        "mutation { a: single { id } b: single { id } c: single { id } }",
    ),
    question("introspection, switched off", "{ __schema { queryType { name } } }"),
    question("introspection of a type, switched off", '{ __type(name: "Item") { name } }'),
    question("__typename, without introspection", "{ __typename }"),
    Question("an API without a schema", [asks("{ identity }")], "empty"),
    Question(
        "an API without a schema, and a refused token",
        [asks("{ identity }", token="deny")],
        "empty",
    ),
    Question("a malformed body for an API without a schema", [asks(1)], "empty"),
]
