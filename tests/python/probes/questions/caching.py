"""Which answers of the authorizer are kept, and which tokens never reach it.

The first request of a pair is answered one way, the second, with the same token, would be
answered the other: what comes back shows whether it was asked again.
"""

from ..question import Question, asks

IDENTITY = "{ identity }"


def pair(title, first, second, api, *numbers):
    token = "{nonce}/found"
    requests = [asks(IDENTITY, token=token, answer=answer) for answer in (first, second)]
    return Question(title, requests, api, numbers)


def expression(title, token):
    return Question(title, [asks(IDENTITY, token=token, answer="ok")], "limited", [6])


QUESTIONS = [
    pair("is an answer kept for the API's time to live?", "ok", "deny", "limited"),
    pair("is it not kept when there is none?", "ok", "deny", "plain"),
    pair("is a refusal kept?", "deny", "ok", "limited", 10),
    pair("is a refusal kept for its own time to live?", "deny-ttl-60", "ok", "plain", 10),
    pair("is a failure kept?", "throws", "ok", "limited", 10),
    pair("is a malformed answer kept?", "empty", "ok", "limited", 10),
    pair("is a large answer kept?", "large-ttl-60", "deny", "plain"),
    pair("a time to live of 60", "ttl-60", "deny", "plain"),
    pair("a time to live of -1", "ttl-below-0", "deny", "plain", 9),
    pair("a time to live of 3601", "ttl-above-3600", "deny", "plain", 9),
    pair("a time to live of -1 where the API has one", "ttl-below-0", "deny", "limited", 9),
    pair("a time to live of null where the API has one", "null-ttl", "deny", "limited", 3),
    expression("the whole token matches the expression", "{nonce}/found"),
    expression("the beginning of the token matches", "{nonce}/found/more"),
    expression("the end of the token matches", "MORE {nonce}/found"),
    expression("no part of the token matches", "{nonce}/lost"),
    expression("no token where there is an expression", ""),
    Question(
        "does the expression come before what is kept?",
        [
            asks(IDENTITY, token="{nonce}/found", answer="ok"),
            asks(IDENTITY, token="{nonce}/lost", answer="ok"),
        ],
        "limited",
        [6],
    ),
]
