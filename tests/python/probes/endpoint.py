"""One deployment of the probe APIs: asks it a question and reads the answer."""

import contextlib
import http.client
import json
import re
import secrets
import urllib.parse
from dataclasses import dataclass

from .question import Conversation, Unanswered, asks

SECONDS = 35
# A line of an answer that is longer is cut.
LONGEST_LINE = 600
COMPARED = (
    "content-type",
    "content-encoding",
    "x-amzn-errortype",
    "x-amzn-appsync-tokensconsumed",
    "access-control-allow-origin",
    "access-control-allow-methods",
    "access-control-allow-headers",
    "access-control-expose-headers",
    "access-control-max-age",
)
# Ids and times differ from request to request.
VOLATILE = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z"
    r"|1-[0-9a-f]{8}-[0-9a-f]{24}"
)


@dataclass(frozen=True)
class Waits:
    """How long is waited for a frame of a WebSocket, in seconds."""

    # More than the ten that the authorizer has.
    answer: float = 20
    # For a frame that may follow, and for a delivery: what is not there by then never comes.
    more: float = 5


class Endpoint:
    """The APIs, by name, and a token that their issuer made."""

    def __init__(self, name, apis, jwt, waits=Waits()):
        self.name = name
        self.apis = apis
        self.jwt = jwt
        self.waits = waits

    def answers(self, question):
        """The answers to a question, as lines without what is volatile or secret."""
        nonce = secrets.token_hex(8)
        is_conversation = isinstance(question, Conversation)
        answer = self._conversation if is_conversation else self._answers
        return [self._plain(line, nonce) for line in answer(question, nonce)]

    def _answers(self, question, nonce):
        for index, request in enumerate(question.requests):
            if index > 0:
                yield ""
            yield from self._answer(self.apis[question.api], request, nonce)

    def _conversation(self, question, nonce):
        # Here, because the other questions need no package.
        from . import realtime

        api = self.apis[question.api]
        variables = {"answer": f"{question.answer}/{nonce}"}

        def mutate():
            mutation = question.mutation
            request = asks(mutation.document, variables, token=mutation.token)
            return self._answer(api, request, nonce)

        return realtime.converse(question, api, variables, mutate, self.waits)

    def _answer(self, api, request, nonce):
        url = urllib.parse.urlsplit(api.graphql)
        connections = {"https": http.client.HTTPSConnection, "http": http.client.HTTPConnection}
        connection = connections[url.scheme](url.netloc, timeout=SECONDS)
        try:
            # A refusal may come before all of a large body is sent.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                self._send(connection, url.path + request.suffix, request, nonce)
            response = connection.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException) as error:
            raise Unanswered(f"{self.name} did not answer: {error!r}") from error
        finally:
            connection.close()
        found = [(name, response.getheader(name)) for name in COMPARED]
        headers = [f"{name}: {value}" for name, value in found if value is not None]
        return [str(response.status), *headers, *body.decode(errors="replace").splitlines()]

    def _send(self, connection, path, request, nonce):
        if request.query is not None:
            path = f"{path}?{urllib.parse.urlencode(request.query)}"
        connection.putrequest(request.method, path, skip_accept_encoding=True)
        for name, value in self._headers(request, nonce):
            connection.putheader(name, value)
        body = request.body
        if body is not None and not isinstance(body, bytes):
            body = (body if isinstance(body, str) else json.dumps(body)).encode()
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)

    def _headers(self, request, nonce):
        if request.content_type is not None:
            yield "Content-Type", request.content_type
        if request.token is not None:
            yield "Authorization", request.token.format(jwt=self.jwt, nonce=nonce)
        if request.answer is not None:
            yield "x-probe", request.answer
        yield from request.headers

    def _plain(self, line, nonce):
        line = VOLATILE.sub("...", line.replace(self.jwt, "...").replace(nonce, "..."))
        if len(line) <= LONGEST_LINE:
            return line
        return f"{line[:LONGEST_LINE]}... {len(line)} characters"
