"""Answers of a direct resolver without batches that don't fit the field."""

from ..question import Question, asks

# What is selected of an item for each answer, beside its id.
ANSWERS = {
    "null": "",
    "text": "",
    "number": "",
    "true": "",
    "list": "",
    "empty-object": "must",
    "without-id": "",
    "number-as-text": "name",
    "object-as-text": "name",
    "list-as-text": "name",
    "text-as-number": "count",
    "word-as-number": "count",
    "fraction-as-number": "count",
    "number-above-31-bits": "count",
    "text-as-boolean": "flag",
    "number-as-boolean": "flag",
    "word-as-date": "at",
    "date-without-offset": "at",
    "date-without-seconds": "at",
    "text-as-json": "data",
    "word-as-json": "data",
    "object-as-json": "data",
    "number-as-json": "data",
    "unknown-enum": "kind",
    "text-as-list": "children { id }",
    "object-as-list": "children { id }",
    "null-in-must": "must",
    "null-in-strict-list": "strict",
    "no-typename": "named { name }",
    "other-typename": "named { name }",
    "unknown-typename": "named { name ... on Item { id } }",
    "throws": "",
    "throws-unauthorized": "",
    "throws-without-message": "",
}
ITEMS = ("null", "text", "ok", "items", "null-among-items", "text-among-items", "throws")


def question(title, document):
    return Question(title, [asks(document)])


QUESTIONS = [
    question(
        "an item as it should be",
        "{ single { id name count flag at data kind must strict named { __typename name } } }",
    ),
    *(
        question(f"the resolver's answer {name}", f'{{ single(answer: "{name}") {{ id {more} }} }}')
        for name, more in ANSWERS.items()
    ),
    *(
        question(f"{field} with the answer {name}", f'{{ {field}(answer: "{name}") {{ id }} }}')
        for field in ("items", "strictItems")
        for name in ITEMS
    ),
    question(
        "an error in a field that can't be null", '{ identity must(answer: "throws") { id } }'
    ),
    question("null in a field that can't be null", '{ identity must(answer: "null") { id } }'),
    question(
        "two errors and a value",
        '{ a: single(answer: "throws") { id } b: single(answer: "text") { id } identity }',
    ),
    question(
        "mutations one after the other, the first of which fails",
        'mutation { a: single(answer: "throws") { id } b: single { id } }',
    ),
]
