"""AppSync's real-time protocol, as far as a question goes into it.

Source: https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
"""

import base64
import contextlib
import json
import time
import urllib.parse
import uuid

import websockets
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus
from websockets.sync.client import connect

from .question import Unanswered

# The first that can be told to go through no proxy, as the questions by HTTP do.
OLDEST_PACKAGE = 15
if int(websockets.__version__.split(".")[0]) < OLDEST_PACKAGE:
    raise ImportError(f"websockets {websockets.__version__} is too old")

PROTOCOL = "graphql-ws"
# An answer that is longer is cut.
MOST_FRAMES = 50


def in_the_address(api, authorization):
    # `payload` is an empty object.
    query = {"header": base64.b64encode(authorization).decode(), "payload": "e30="}
    return {"uri": f"{api.realtime}?{urllib.parse.urlencode(query)}", "subprotocols": [PROTOCOL]}


def in_the_protocol(api, authorization):
    header = base64.urlsafe_b64encode(authorization).decode().rstrip("=")
    return {"uri": api.realtime, "subprotocols": [PROTOCOL, f"header-{header}"]}


def in_headers(api, authorization):
    headers = json.loads(authorization)
    headers.pop("host")
    return {"uri": api.realtime, "subprotocols": [PROTOCOL], "additional_headers": headers}


# Where a connection's credentials may stand.
CREDENTIALS = {
    "in the address": in_the_address,
    "in the protocol": in_the_protocol,
    "in headers": in_headers,
}


def converse(conversation, api, variables, mutate, waits):
    """The lines of what comes back.

    `mutate` sends the mutation and gives the lines of its answer. Raises `Unanswered` if there
    is neither a WebSocket nor a refusal of one.
    """
    authorization = json.dumps(authorizing(api, conversation.token)).encode()
    address = CREDENTIALS[conversation.credentials](api, authorization)
    times = {"open_timeout": waits.answer, "close_timeout": waits.more}
    try:
        with connect(**address, **times, proxy=None) as socket:
            yield from conversed(socket, conversation, api, variables, mutate, waits)
    except InvalidStatus as refusal:
        response = refusal.response
        yield f"no WebSocket, but HTTP {response.status_code}"
        yield from response.body.decode(errors="replace").splitlines()
    except (OSError, InvalidHandshake) as error:
        raise Unanswered(f"{api.realtime} did not answer: {error!r}") from error


def conversed(socket, conversation, api, variables, mutate, waits):
    yield "connection_init:"
    send(socket, type="connection_init")
    if not (yield from frames(socket, waits, "connection_ack")):
        return
    if conversation.subscription is None:
        return
    name = str(uuid.uuid4())
    yield "start:"
    send(socket, id=name, type="start", payload=start(conversation.subscription, api, variables))
    if not (yield from frames(socket, waits, "start_ack")):
        return
    if conversation.mutation is not None:
        yield "the mutation:"
        yield from mutate()
        yield "what is delivered:"
        if not (yield from frames(socket, waits)):
            return
    yield "stop:"
    send(socket, id=name, type="stop")
    yield from frames(socket, waits, "complete")


def start(subscription, api, variables):
    data = json.dumps({"query": subscription.document, "variables": variables})
    extensions = {"authorization": authorizing(api, subscription.token)}
    return {"data": data, "extensions": extensions}


def authorizing(api, token):
    return {"host": api.host} | ({} if token is None else {"Authorization": token})


def send(socket, **message):
    # That it is closed is told by what is heard next.
    with contextlib.suppress(ConnectionClosed):
        socket.send(json.dumps(message))


def frames(socket, waits, last=None):
    """The lines of what comes, up to a frame of the type `last`, silence or the end.

    Whether it came; with no type to wait for, whether the connection is still there.
    """
    until = time.monotonic() + (waits.more if last is None else waits.answer)
    silence = "nothing"
    for _ in range(MOST_FRAMES):
        try:
            frame = socket.recv(timeout=max(0, until - time.monotonic()))
        except TimeoutError:
            yield silence
            return last is None
        except ConnectionClosed as closed:
            yield ending(closed)
            return False
        kind = type_of(frame)
        # They come with time, whatever is asked.
        if kind == "ka":
            continue
        yield from lines(frame)
        if kind is not None and kind == last:
            return True
        silence = "nothing more"
        until = time.monotonic() + waits.more
    yield f"more than {MOST_FRAMES} frames"
    return False


def lines(frame):
    if isinstance(frame, bytes):
        return [f"binary: {frame.decode(errors='replace')}"]
    return frame.splitlines() or ["an empty frame"]


def type_of(frame):
    try:
        message = json.loads(frame)
    except ValueError:
        return None
    return message.get("type") if isinstance(message, dict) else None


def ending(closed):
    if closed.rcvd is None:
        return "ended without a closing frame"
    return f"closed with {closed.rcvd.code} {closed.rcvd.reason}".rstrip()
