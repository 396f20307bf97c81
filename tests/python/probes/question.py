"""What is asked: requests of which each follows the other's answer, or a WebSocket."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

JSON = "application/json"


class Unanswered(Exception):
    """A request came to no answer."""


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
    # Behind the address, as it is.
    suffix: str = ""
    # Of the address, to be encoded.
    query: Mapping[str, str] | None = None
    content_type: str | None = JSON
    headers: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Question:
    """Requests that together show what AppSync does."""

    # Whether an answer that differs is a finding.
    is_compared: ClassVar[bool] = True

    title: str
    requests: Sequence[Request]
    # plain, limited, modes or empty.
    api: str = "plain"
    # By their numbers in docs/appsync-fidelity.md.
    open_questions: Sequence[int] = ()


@dataclass(frozen=True)
class Operation:
    """A subscription or a mutation, with the token of whoever sends it."""

    document: str
    token: str = "ok"


@dataclass(frozen=True)
class Conversation:
    """What is said through one WebSocket, of AppSync's real-time protocol.

    It is connected, the subscription is started, the mutation sent by HTTP, and the
    subscription stopped, as far as there is one of each and AppSync goes along.
    """

    # The local AppSync has no real time: its refusal is shown, and is not AWS's.
    is_compared: ClassVar[bool] = False

    title: str
    # The connection's own, and where it stands: a name of realtime.CREDENTIALS.
    token: str | None = "ok"
    credentials: str = "in the address"
    subscription: Operation | None = None
    mutation: Operation | None = None
    # The variable `answer` of both operations, which gets a suffix that no other question has.
    answer: str = "null"
    api: str = "plain"
    open_questions: Sequence[int] = ()


def asks(document, variables=None, **request):
    """The request for a document."""
    body = {"query": document}
    if variables is not None:
        body["variables"] = variables
    return Request(body, **request)
