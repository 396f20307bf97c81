"""What stands in the Authorization header of an API whose only mode is a function."""

from ..question import Question, Request, asks

IDENTITY = "{ identity }"
SHOW = {"answer": "show-token"}


def question(title, request, *numbers):
    return Question(title, [request], open_questions=numbers)


QUESTIONS = [
    question("no credential", asks(IDENTITY, token=None), 7),
    question("an empty Authorization header", asks(IDENTITY, token=""), 7),
    question("an Authorization header of white space", asks(IDENTITY, token="  "), 7),
    question(
        "an API key where there is no such mode",
        asks(IDENTITY, token=None, headers=[("x-api-key", "da2-x")]),
        7,
    ),
    question(
        "a signature where there is no such mode",
        asks(
            IDENTITY,
            token="AWS4-HMAC-SHA256 Credential=a/20260101/eu-central-1/appsync/aws4_request, SignedHeaders=host, Signature=0",
            **SHOW,
        ),
    ),
    question("Bearer before the token", asks(IDENTITY, token="Bearer x", **SHOW), 12),
    question("bearer in lower case", asks(IDENTITY, token="bearer x", **SHOW), 12),
    question("Bearer alone", asks(IDENTITY, token="Bearer", **SHOW), 12),
    question("a bare JSON Web Token", asks(IDENTITY, token="{jwt}", **SHOW), 12),
    question("a JSON Web Token as Bearer", asks(IDENTITY, token="Bearer {jwt}", **SHOW), 12),
    question("white space around the token", asks(IDENTITY, token="  x  ", **SHOW)),
    question(
        "two Authorization headers",
        asks(IDENTITY, token="x", headers=[("Authorization", "y")], **SHOW),
        13,
    ),
    question("letters beyond ASCII", asks(IDENTITY, token="\u00e9", **SHOW)),
    *(
        question(
            f"a token of {length} characters", asks(IDENTITY, token="x" * length, answer="ok"), 8
        )
        for length in (2047, 2048, 2049, 4096, 8000, 8192, 16384)
    ),
    question(
        "repeated headers and a cookie, as the authorizer is told",
        asks(
            IDENTITY,
            answer="show-headers",
            headers=[("X-Twice", "1"), ("x-twice", "2"), ("X-Mixed-Case", "A"), ("Cookie", "a=b")],
        ),
        13,
    ),
    question("the request, as the authorizer is told", asks(IDENTITY, answer="show-request")),
    question(
        "variables and a name, as it is told",
        Request(
            {
                "query": "query A($n: Int) { identity arguments(number: $n) }",
                "variables": {"n": 1, "other": None},
                "operationName": "A",
            },
            answer="show-request",
        ),
    ),
    question(
        "a request by GET, as it is told",
        Request(method="GET", query={"query": IDENTITY}, answer="show-request"),
    ),
]
