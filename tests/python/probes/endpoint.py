"""One deployment of the probe APIs: sends requests and reads their answers."""

import contextlib
import http.client
import json
import re
import secrets
import urllib.parse

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


class Unanswered(Exception):
    """A request came to no answer."""


class Endpoint:
    """The addresses of the APIs, by name, and a token that their issuer made."""

    def __init__(self, name, addresses, jwt):
        self.name = name
        self.addresses = addresses
        self.jwt = jwt

    def answers(self, question):
        """The answers to a question's requests, as lines without what is volatile or secret."""
        url = urllib.parse.urlsplit(self.addresses[question.api])
        nonce = secrets.token_hex(8)
        lines = []
        for request in question.requests:
            if lines:
                lines.append("")
            for line in self._answer(url, request, nonce):
                lines.append(self._plain(line, nonce))
        return lines

    def _answer(self, url, request, nonce):
        connections = {"https": http.client.HTTPSConnection, "http": http.client.HTTPConnection}
        connection = connections[url.scheme](url.netloc, timeout=SECONDS)
        try:
            # A refusal may come before all of a large body is sent.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                self._send(connection, url.path, request, nonce)
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
