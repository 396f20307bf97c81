"""Documents and variables that are refused, and with which words."""

from ..question import Question, asks

INPUT = "query($i: Input) { arguments(input: $i) }"

DOCUMENTS = [
    "{ nothing }",
    "{ single { nothing } }",
    "{ single }",
    "{ must }",
    "{ items }",
    "{ identity { id } }",
    "{ single { must { a } } }",
    "{ identity(x: 1) }",
    "{ arguments(number: 2147483648) }",
    '{ arguments(number: "1") }',
    "{ arguments(input: {}) }",
    "{ arguments(input: {number: 1, x: 1}) }",
    '{ arguments(input: {number: 1, inner: {number: "1"}}) }',
    "{ arguments(input: 1) }",
    "{ arguments(required: null) }",
    '{ arguments(list: ["a", 1]) }',
    '{ arguments(date: "2026-02-30") }',
    "{ arguments(number: 1, number: 2) }",
    "{ identity @nothing }",
    "{ identity @include }",
    "{ identity @include(x: true) }",
    "{ identity @skip(if: true) @skip(if: false) }",
    "query @include(if: true) { identity }",
    "{ arguments(number: $n) }",
    "query($n: Int) { identity }",
    "query($n: Int, $n: Int) { arguments(number: $n) }",
    "query($n: Nothing) { arguments(number: $n) }",
    "query($n: Item) { arguments(number: $n) }",
    "query($n: String) { arguments(number: $n) }",
    "query($n: Int! = 3) { arguments(number: $n) }",
    'query($n: Int = "a") { arguments(number: $n) }',
    "query($t: String) { arguments(required: $t) }",
    "query($t: String) { arguments(list: [$t]) }",
    "query($t: Int) { arguments(input: {number: 1, text: $t}) }",
    "{ single { ...F } }",
    "{ identity } fragment F on Item { id }",
    "{ single { ...F } } fragment F on Nothing { id }",
    "{ single { ...F } } fragment F on Kind { id }",
    "{ single { ...F } } fragment F on Item { ...F }",
    "{ single { ...F } } fragment F on Item { id } fragment F on Item { name }",
    "{ single { ... on Query { identity } } }",
    "{ single { ... on Kind { id } } }",
    "{ single { x: name x: at } }",
    "{ single { x: id x: name } }",
    "{ single { x: child { id } x: children { id } } }",
    '{ a: single(answer: "ok") { id } a: single(answer: "null") { id } }',
    "{ single { a: child { x: name } a: child { x: at } } }",
    "query A { identity } { identity }",
    "query A { identity } query A { identity }",
]

VARIABLES = [
    ("query($n: Int!) { arguments(number: $n) }", {}),
    ("query($n: Int!) { arguments(number: $n) }", {"n": None}),
    (INPUT, {"i": {}}),
    (INPUT, {"i": {"number": None}}),
    (INPUT, {"i": {"number": 1, "inner": {}}}),
    (INPUT, {"i": {"number": 1, "x": 1}}),
    (INPUT, {"i": {"number": 1, "inner": {"number": "a"}}}),
    (INPUT, {"i": 1}),
    (INPUT, {"i": [1]}),
    ("query($l: [String!]) { arguments(list: $l) }", {"l": ["a", None]}),
    ("query($d: AWSDate) { arguments(date: $d) }", {"d": {"a": [1]}}),
    (
        "query($a: Int, $b: Int) { arguments(number: $a) x: arguments(number: $b) }",
        {"a": "x", "b": "y"},
    ),
]


def question(title, request):
    # Two operations have to be told apart before anything is validated.
    if "query A" in title:
        request.body["operationName"] = "A"
    return Question(title, [request])


QUESTIONS = [
    *(question(document, asks(document)) for document in DOCUMENTS),
    *(
        question(f"{document} with {variables}", asks(document, variables))
        for document, variables in VARIABLES
    ),
]
