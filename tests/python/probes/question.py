"""What is asked: one request, or several of which each follows the other's answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

JSON = "application/json"


@dataclass(frozen=True)
class Request:
    """A request to one of the probe APIs.

    In the token `{jwt}` stands for a good token of the OpenID Connect mode and `{nonce}` for a
    text that no other question has. The function's answer is named by the token, up to its
    first slash, or by `answer`, which AppSync's cache does not look at.
    """

    # Sent as JSON, unless it is text or bytes already.
    body: Any = None
    token: str | None = "ok"
    answer: str | None = None
    method: str = "POST"
    # Of the address.
    query: Mapping[str, str] | None = None
    content_type: str | None = JSON
    headers: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Question:
    """Requests that together show what AppSync does."""

    title: str
    requests: Sequence[Request]
    # plain, limited, modes or empty.
    api: str = "plain"
    # By their numbers in docs/appsync-fidelity.md.
    open_questions: Sequence[int] = ()


def asks(document, variables=None, **request):
    """The request for a document."""
    body = {"query": document}
    if variables is not None:
        body["variables"] = variables
    return Request(body, **request)
