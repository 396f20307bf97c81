"""What a direct resolver is told."""

from ..question import Question, Request, asks

ARGUMENTS = "query($n: Int, $t: String, $j: AWSJSON, $i: Input) { arguments(number: $n, text: $t, json: $j, input: $i) }"


def question(title, request, *numbers):
    return Question(title, [request], open_questions=numbers)


def given(title, document, variables=None, *numbers):
    return question(title, asks(document, variables), *numbers)


QUESTIONS = [
    question(
        "the context of a field without selections",
        Request(
            {
                "query": "query A($a: String) { context(text: $a) }",
                "variables": {"a": "b", "other": [1]},
                "operationName": "A",
            },
            headers=[("X-Twice", "1"), ("x-twice", "2"), ("Cookie", "a=b")],
        ),
    ),
    given("no arguments", "{ arguments }"),
    given("arguments that are null", "{ arguments(number: null, text: null, list: null) }"),
    given("variables that are left out", ARGUMENTS),
    given(
        "variables of each kind that are null",
        ARGUMENTS,
        {"n": None, "t": None, "j": None, "i": None},
    ),
    given(
        "a default and null in a variable",
        'query($t: String = "a") { arguments(text: $t) }',
        {"t": None},
    ),
    given(
        "a default that takes the place of a variable",
        'query($t: String = "a") { arguments(text: $t) }',
    ),
    given("an input object, all left out that may be", "{ arguments(input: {number: 1}) }"),
    given(
        "an input object in a variable",
        ARGUMENTS,
        {"i": {"number": 1, "inner": {"number": 2, "text": None}}},
    ),
    given("one value for a list", '{ arguments(list: "a") }'),
    given(
        "one value for a list in a variable",
        "query($l: [String!]) { arguments(list: $l) }",
        {"l": "a"},
    ),
    given("a whole number for an ID", "{ arguments(id: 7) }"),
    given("a fraction for an ID in a variable", "query($i: ID) { arguments(id: $i) }", {"i": 7.5}),
    given("AWSJSON in the document", r'{ arguments(json: "{\"a\":[1,null]}") }', None, 22),
    given("AWSJSON in a variable", ARGUMENTS, {"j": '{"a":[1,null]}'}, 22),
    given("AWSJSON that is a JSON text", ARGUMENTS, {"j": '"a"'}, 22),
    given("AWSJSON that is a number", ARGUMENTS, {"j": 7}, 22),
    given("AWSJSON that is an object", ARGUMENTS, {"j": {"a": 1}}, 22),
    given("AWSJSON that is no JSON", ARGUMENTS, {"j": "{"}, 22),
    given("AWSJSON that is an object in the document", "{ arguments(json: {a: 1}) }", None, 22),
]
