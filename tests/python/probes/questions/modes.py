"""An API with the OpenID Connect mode as its default, and a Lambda authorizer beside it."""

from ..question import Question, asks

# Header and payload of a token, {"alg":"RS256","kid":"a"} and {"sub":"a"}, and no signature.
FORGED = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.eyJzdWIiOiJhIn0.c2lnbmF0dXJl"
# The same, but neither is an object.
NO_OBJECTS = "WzFd.WzFd.c2lnbmF0dXJl"


def question(title, token, *numbers, document="{ both }", answer="ok"):
    request = asks(document, token=token, answer=answer)
    return Question(title, [request], "modes", numbers)


QUESTIONS = [
    question("a text that is no token", "text", 11),
    question("a bare JSON Web Token", "{jwt}", 11),
    question("a JSON Web Token as Bearer", "Bearer {jwt}", 11),
    question("a JSON Web Token as bearer", "bearer {jwt}", 11),
    question("a JSON Web Token behind another scheme", "Token {jwt}", 11),
    question("a JSON Web Token with a prefix", "prefix-{jwt}", 11),
    question("a JSON Web Token with a suffix", "{jwt}-suffix", 11),
    question("a JSON Web Token with a fourth part", "{jwt}.more", 11),
    question("a JSON Web Token in quotation marks", '"{jwt}"', 11),
    question("a forged JSON Web Token", FORGED, 11),
    question("a forged JSON Web Token as Bearer", f"Bearer {FORGED}", 11),
    question("three parts that are no JSON", "a.b.c", 11),
    question("three parts of JSON that are no objects", NO_OBJECTS, 11),
    question("two parts", "a.b", 11),
    question("Bearer before a text", "Bearer text", 11),
    question("no token", None, 7),
    question("a field for the function's callers alone", "{jwt}", document="{ lambdaOnly both }"),
    question("a field for the issuer's users alone", "text", document="{ oidcOnly both }"),
    question(
        "a type without a directive, from the function's caller",
        "text",
        document="{ single { id name } }",
    ),
    question(
        "a type without a directive, from the issuer's user",
        "{jwt}",
        document="{ single { id name } }",
    ),
    question("isAuthorized alone, in a mode that is not the default", "text", 2, answer="bare"),
    question("an empty context there", "text", 2, 14, answer="empty-context"),
    question(
        "introspection by the function's caller",
        "text",
        document='{ __type(name: "Query") { fields { name } } }',
    ),
]
