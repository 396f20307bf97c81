"""Methods, content types, bodies, and the headers of answers."""

import gzip
import json

from ..question import Question, Request, asks

IDENTITY = {"query": "{ identity }"}
TWO = "query A { identity } query B { identity }"
ORIGIN = ("Origin", "https://app.example")
MEBIBYTE = 1 << 20


def question(title, *requests, number=None):
    return Question(title, requests, open_questions=() if number is None else (number,))


def padded(size):
    """A request of that many bytes."""
    return Request({"query": "{ identity } #" + "x" * (size - 30)})


METHODS = [
    question("a good request", Request(IDENTITY)),
    question("a good request of a web page", Request(IDENTITY, headers=[ORIGIN])),
    question("GET", Request(method="GET", query={"query": "{ identity }"})),
    question(
        "GET with variables and a name",
        Request(
            method="GET",
            query={
                "query": "query A($n: Int) { arguments(number: $n) } query B { identity }",
                "variables": '{"n":1}',
                "operationName": "A",
            },
        ),
    ),
    question(
        "GET with variables that are no JSON",
        Request(method="GET", query={"query": "{ identity }", "variables": "{"}),
    ),
    question(
        "GET of a mutation", Request(method="GET", query={"query": "mutation { single { id } }"})
    ),
    question("GET without a query", Request(method="GET")),
    question("GET with an empty query", Request(method="GET", query={"query": ""})),
    question(
        "GET of the same query twice",
        Request(method="GET", suffix="?query=%7Bidentity%7D&query=%7Bidentity%7D"),
    ),
    question(
        "GET with an escape that is none",
        Request(method="GET", suffix="?query=%7Bidentity%7D&other=%zz"),
    ),
    question(
        "GET with bytes that are no UTF-8",
        Request(method="GET", suffix="?query=%7Bidentity%7D%23%FF"),
    ),
    question("PUT", Request(IDENTITY, method="PUT")),
    question("DELETE", Request(method="DELETE")),
    question("another path", Request(IDENTITY, suffix="/admin")),
    question("a slash behind the path", Request(IDENTITY, suffix="/")),
    question("HEAD", Request(method="HEAD", query={"query": "{ identity }"})),
    question(
        "a preflight",
        Request(
            method="OPTIONS",
            token=None,
            content_type=None,
            headers=[
                ORIGIN,
                ("Access-Control-Request-Method", "POST"),
                ("Access-Control-Request-Headers", "authorization,content-type,x-other"),
            ],
        ),
    ),
    question(
        "OPTIONS that is no preflight", Request(method="OPTIONS", token=None, content_type=None)
    ),
    question(
        "a preflight for no header",
        Request(
            method="OPTIONS",
            token=None,
            content_type=None,
            headers=[ORIGIN, ("Access-Control-Request-Method", "POST")],
        ),
    ),
    question("a head of 33,000 bytes", Request(IDENTITY, headers=[("x-long", "a" * 32_500)])),
    question(
        "a target of 9,000 bytes",
        Request(method="GET", query={"query": "{ identity }", "other": "a" * 9_000}),
    ),
    question("an error to a web page", Request(IDENTITY, token="deny", headers=[ORIGIN])),
]

CONTENT_TYPES = [
    question(f"the content type {content_type}", Request(IDENTITY, content_type=content_type))
    for content_type in (
        "application/graphql",
        "application/json; charset=utf-8",
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/graphql-response+json",
        "nonsense",
        None,
    )
] + [
    question(
        "a bare document as application/graphql",
        Request("{ identity }", content_type="application/graphql"),
    ),
    question(
        "a compressed body",
        Request(
            gzip.compress(json.dumps(IDENTITY).encode()), headers=[("Content-Encoding", "gzip")]
        ),
    ),
    question(
        "a compressed answer is accepted",
        asks("{ identity }", headers=[("Accept-Encoding", "gzip")], answer="large-ttl-60"),
    ),
    question(
        "another type of answer is accepted", Request(IDENTITY, headers=[("Accept", "text/html")])
    ),
]

BODIES = [
    question(title, Request(body))
    for title, body in [
        ("no body", None),
        ("an empty body", ""),
        ("white space", " \n"),
        ("no JSON", "meow"),
        ("broken JSON", '{"query":"{ identity }"'),
        ("text after the JSON", '{"query":"{ identity }"}}'),
        ("an empty object", {}),
        ("an empty list", []),
        ("a batch of requests", [IDENTITY, IDENTITY]),
        ("null", "null"),
        ("a text", '"{ identity }"'),
        ("a byte order mark", b'\xef\xbb\xbf{"query":"{ identity }"}'),
        ("bytes that are no UTF-8", b'{"query":"{ identity } #\xff"}'),
        ("a query that is a number", {"query": 1}),
        ("a query that is null", {"query": None}),
        ("an empty query", {"query": ""}),
        ("a query of white space", {"query": " "}),
        ("a query twice", '{"query":"{ identity }","query":"{ __typename }"}'),
        ("other members", IDENTITY | {"extensions": {"persistedQuery": {}}, "id": 1}),
        ("variables that are null", IDENTITY | {"variables": None}),
        ("variables that are a list", IDENTITY | {"variables": []}),
        ("variables that are JSON text", IDENTITY | {"variables": '{"n":1}'}),
        ("variables that nothing declares", IDENTITY | {"variables": {"n": 1}}),
        ("a name that is null", IDENTITY | {"operationName": None}),
        ("an empty name", IDENTITY | {"operationName": ""}),
        ("a name that is a number", IDENTITY | {"operationName": 1}),
    ]
] + [question(f"a body of {size} MiB", padded(size * MEBIBYTE)) for size in (1, 2, 5, 6, 11)]

DOCUMENTS = [
    question("bad GraphQL syntax in good JSON", asks("{ identity"), number=20),
    question("an unexpected character", asks("{ identity ? }"), number=20),
    question("bad syntax and a refused token", asks("{ identity", token="deny"), number=20),
    question("an invalid document and a refused token", asks("{ nothing }", token="deny")),
    question("a malformed body and a refused token", Request("meow", token="deny")),
    question("several operations and no name", asks(TWO), number=20),
    question(
        "several operations and a name", Request({"query": TWO, "operationName": "B"}), number=20
    ),
    question(
        "several operations and an unknown name",
        Request({"query": TWO, "operationName": "C"}),
        number=20,
    ),
    question(
        "one operation and another name",
        Request({"query": "query A { identity }", "operationName": "B"}),
        number=20,
    ),
    question("no operation at all", asks("fragment F on Item { id }"), number=20),
    question("a subscription by POST", asks("subscription { onPublished { id } }"), number=20),
    question("a type definition", asks("type A { a: Int } { identity }")),
]

QUESTIONS = [*METHODS, *CONTENT_TYPES, *BODIES, *DOCUMENTS]
