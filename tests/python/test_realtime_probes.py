"""The real-time side of the probes, told by a server that is not AWS.

It speaks AppSync's documented frames, or what a test has it say instead.
"""

import base64
import contextlib
import json
import socket
import sys
import threading
import types
import unittest
import urllib.parse
from unittest import mock

from probes import questions, realtime
from probes.addresses import Api
from probes.endpoint import Endpoint, Waits
from probes.question import Conversation, Operation, Question, Unanswered, asks
from probing import JWT, HttpServer, ProbesTest
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import serve

ACK = '{"type":"connection_ack","payload":{"connectionTimeoutMs":300000}}'
KEEP_ALIVE = '{"type":"ka"}'
REFUSED = (
    '{"payload":{"errors":[{"errorType":"UnauthorizedException","errorCode":400}]},'
    '"type":"connection_error"}'
)
# In what the server says ID stands for the id that the client gave, and is not printed.
START_ACK = '{"type":"start_ack","id":"ID"}'
ERROR = '{"id":"ID","type":"error","payload":{"errors":[{"message":"Not Authorized"}]}}'
DATA = '{"type":"data","id":"ID","payload":{"data":{"onPublished":{"name":null}}}}'
COMPLETE = '{"type":"complete","id":"ID"}'
DOCUMENTED = {
    "connection_init": [ACK, KEEP_ALIVE],
    "start": [START_ACK],
    "mutation": [DATA],
    "stop": [COMPLETE],
}
CLOSE = ("close", 1000, "Bye")

CONNECTS = Conversation("connects")
SUBSCRIBES = Conversation("subscribes", subscription=Operation("subscription { s }"))
PUBLISHES = Conversation(
    "publishes",
    subscription=Operation("subscription { s }"),
    mutation=Operation("mutation { m }"),
)
# For the tests in which a frame is awaited that comes, and for those in which it does not.
LONG = Waits(20, 2)
SHORT = Waits(1, 1)


class RealtimeServer:
    """Says what a script has for each type of frame: texts, bytes, or the end."""

    def __init__(self, script, refusal=None):
        self.script = script
        self.refusal = refusal
        self.request = None
        self.heard = []
        self.socket = None
        self.id = ""
        self.server = serve(
            self.converse,
            "127.0.0.1",
            0,
            subprotocols=["graphql-ws"],
            process_request=self.refuse,
        )
        port = self.server.socket.getsockname()[1]
        self.url = f"ws://127.0.0.1:{port}/graphql"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def refuse(self, connection, request):
        self.request = request
        return self.refusal and connection.respond(*self.refusal)

    def converse(self, connection):
        self.socket = connection
        # Who has heard enough hangs up.
        with contextlib.suppress(ConnectionClosed):
            for frame in connection:
                message = json.loads(frame)
                self.heard.append(message)
                self.id = message.get("id", "")
                self.say(message["type"])

    def say(self, kind):
        for said in self.script.get(kind, ()):
            if isinstance(said, tuple):
                self.socket.close(*said[1:])
            else:
                self.socket.send(said.replace("ID", self.id) if isinstance(said, str) else said)

    def mutated(self, *_):
        """Answers the mutation once it is delivered."""
        self.say("mutation")
        return "mutated"

    def end(self):
        self.server.shutdown()


class RealtimeProbesWithAServerThatIsNotAws(ProbesTest):
    by_http = (Question("by HTTP", [asks("{ a }")]),)
    by_websocket = (CONNECTS,)

    def answers(self, conversation, script, waits=LONG):
        server = self.started(RealtimeServer(script))
        http = self.started(HttpServer(server.mutated))
        api = Api(http.url, server.url)
        return server, api, Endpoint("AWS", {"plain": api}, JWT, waits).answers(conversation)

    def test_what_is_said_is_told_in_its_order(self):
        init, start, stop = ["connection_init:"], ["start:"], ["stop:"]
        mutated = ["the mutation:", "200", "mutated", "what is delivered:"]
        start_ack, error, data, complete = (
            frame.replace("ID", "...") for frame in (START_ACK, ERROR, DATA, COMPLETE)
        )
        whole = [*init, ACK, *start, start_ack]
        cases = {
            "a connection": (CONNECTS, {}, [*init, ACK]),
            "a keep-alive first": (
                CONNECTS,
                {"connection_init": [KEEP_ALIVE, ACK]},
                [*init, ACK],
            ),
            "a refused connection": (
                CONNECTS,
                {"connection_init": [REFUSED, CLOSE]},
                [*init, REFUSED, "closed with 1000 Bye"],
            ),
            "a refused connection, which ends what was to follow": (
                PUBLISHES,
                {"connection_init": [REFUSED, CLOSE]},
                [*init, REFUSED, "closed with 1000 Bye"],
            ),
            "a connection that is closed": (
                CONNECTS,
                {"connection_init": [("close", 4000, "")]},
                [*init, "closed with 4000"],
            ),
            "a connection that ends when a subscription is started": (
                SUBSCRIBES,
                {"connection_init": [ACK, CLOSE]},
                [*init, ACK, *start, "closed with 1000 Bye"],
            ),
            "no JSON": (
                CONNECTS,
                {"connection_init": ["meow", "[1]", "", "{\n}", b"\x01\xff", CLOSE]},
                [
                    *init,
                    *("meow", "[1]", "an empty frame", "{", "}", "binary: \x01\ufffd"),
                    "closed with 1000 Bye",
                ],
            ),
            "no end of frames": (
                CONNECTS,
                {"connection_init": [ERROR] * 60},
                [*init, *[ERROR.replace("ID", "")] * 50, "more than 50 frames"],
            ),
            "a subscription": (SUBSCRIBES, {}, [*whole, *stop, complete]),
            "a refused subscription": (
                SUBSCRIBES,
                {"start": [ERROR, CLOSE]},
                [*init, ACK, *start, error, "closed with 1000 Bye"],
            ),
            "data before the subscription stands": (
                SUBSCRIBES,
                {"start": [DATA, START_ACK]},
                [*init, ACK, *start, data, start_ack, *stop, complete],
            ),
            "a delivery": (
                PUBLISHES,
                {},
                [*whole, *mutated, data, "nothing more", *stop, complete],
            ),
            "an error for a delivery, and the end": (
                PUBLISHES,
                {"mutation": [ERROR, CLOSE]},
                [*whole, *mutated, error, "closed with 1000 Bye"],
            ),
        }
        for name, (conversation, other, expected) in cases.items():
            with self.subTest(name):
                _, _, lines = self.answers(conversation, DOCUMENTED | other)
                self.assertEqual(lines, expected)

    def test_what_is_never_said_is_not_awaited_for_long(self):
        cases = {
            "connection_init": (["connection_init:", "nothing"]),
            "start": (["connection_init:", ACK, "start:", "nothing"]),
            "mutation": (["what is delivered:", "nothing", "stop:", COMPLETE]),
            "stop": (["nothing more", "stop:", "nothing"]),
        }
        for silent, expected in cases.items():
            with self.subTest(silent):
                _, _, lines = self.answers(PUBLISHES, DOCUMENTED | {silent: []}, SHORT)
                expected = [line.replace("ID", "...") for line in expected]
                self.assertEqual(lines[-len(expected) :], expected)

    def test_an_error_after_which_the_connection_stays_open_is_told(self):
        script = {"connection_init": [REFUSED]}
        _, _, lines = self.answers(CONNECTS, script, SHORT)
        self.assertEqual(lines, ["connection_init:", REFUSED, "nothing more"])

    def test_the_frames_that_are_sent_are_the_documented_ones(self):
        server, api, _ = self.answers(PUBLISHES, DOCUMENTED)
        init, start, stop = server.heard
        self.assertEqual(init, {"type": "connection_init"})
        data = json.loads(start["payload"].pop("data"))
        self.assertEqual(data["query"], "subscription { s }")
        self.assertRegex(data["variables"]["answer"], "^null/[0-9a-f]{16}$")
        self.assertEqual(stop, {"type": "stop", "id": start.pop("id")})
        extensions = {"authorization": {"host": api.host, "Authorization": "ok"}}
        self.assertEqual(start, {"type": "start", "payload": {"extensions": extensions}})

    def test_credentials_stand_where_the_question_says(self):
        for place in realtime.CREDENTIALS:
            # Of each length that base64 pads in its own way.
            for token in ("a", "aa", "aaa", None):
                with self.subTest(place, token=token):
                    conversation = Conversation("connects", token, place)
                    server, api, _ = self.answers(conversation, DOCUMENTED)
                    expected = {"host": api.host} | ({"Authorization": token} if token else {})
                    if place == "in headers":
                        # As in every request.
                        expected["host"] = urllib.parse.urlsplit(api.realtime).netloc
                    self.assertEqual(credentials(server.request, place), expected)

    def test_a_refusal_of_the_websocket_is_an_answer(self):
        refusal = (400, '{\n  "errors" : [ ]\n}')
        server = self.started(RealtimeServer({}, refusal))
        endpoint = Endpoint("local", {"plain": Api("http://a", server.url)}, JWT)
        expected = ["no WebSocket, but HTTP 400", "{", '  "errors" : [ ]', "}"]
        self.assertEqual(endpoint.answers(CONNECTS), expected)

    def test_neither_a_websocket_nor_a_refusal_is_no_answer(self):
        # It never accepts a connection: nothing ever comes.
        silent = self.enterContext(socket.create_server(("127.0.0.1", 0)))
        cases = {
            "silence": ("ws://{}:{}".format(*silent.getsockname()), "TimeoutError"),
            "nobody": (f"ws://{self.unserved()}/graphql", "ConnectionRefusedError"),
            "no such host": ("ws://nowhere.invalid/graphql", "gaierror"),
        }
        for name, (url, error) in cases.items():
            with self.subTest(name):
                endpoint = Endpoint("AWS", {"plain": Api("http://a", url)}, JWT, SHORT)
                with self.assertRaisesRegex(Unanswered, f"did not answer: {error}"):
                    endpoint.answers(CONNECTS)

    def test_a_token_is_never_printed(self):
        script = DOCUMENTED | {"connection_init": [f'{{"type":"connection_ack","a":"{JWT}"}}']}
        _, _, lines = self.answers(CONNECTS, script)
        self.assertEqual(lines, ["connection_init:", '{"type":"connection_ack","a":"..."}'])

    def compared(self, local, aws):
        http = self.started(HttpServer(lambda document, _: document))
        files = [
            self.addresses(http.url, self.started(RealtimeServer(*server)).url)
            for server in (local, aws)
        ]
        return self.run_probes("--local", files[0], "--aws", files[1])

    def test_that_the_local_api_has_no_real_time_does_not_count(self):
        code, printed = self.compared(({}, (400, "refused\n")), (DOCUMENTED,))
        self.assertEqual(code, 0)
        self.assertIn("## plain: by HTTP: the same\n", printed)
        self.assertIn("## plain: connects: different, as only AWS has real time\n", printed)
        self.assertIn("-no WebSocket, but HTTP 400\n-refused\n", printed)
        self.assertIn(f"+connection_init:\n+{ACK}\n", printed)

    def test_that_nothing_answers_counts(self):
        http = self.started(HttpServer(lambda document, _: document))
        gone = self.addresses(http.url, "ws://127.0.0.1:9/graphql")
        code, printed = self.run_probes("--local", gone)
        self.assertEqual(code, 1)
        self.assertIn("## plain: connects: unanswered\n", printed)

    def test_without_the_package_it_is_said_where_it_is(self):
        http = self.started(HttpServer(lambda document, _: document))
        file = self.addresses(http.url, "ws://127.0.0.1:9/graphql")
        old = types.ModuleType("websockets")
        old.__version__ = "14.2"
        for package in (None, old):
            with self.subTest(package), mock.patch.dict(sys.modules, {"websockets": package}):
                del sys.modules["probes.realtime"]
                code, printed = self.run_probes("--local", file)
                self.assertEqual(code, 2)
                self.assertRegex(printed, r"\A.*websockets.*pip install.*--without-realtime\n\Z")
                code, printed = self.run_probes("--local", file, "--without-realtime")
                self.assertEqual(code, 0)
                self.assertIn("## plain: by HTTP\n200\n{ a }\n", printed)
                self.assertNotIn("connects", printed)

    def test_every_place_of_credentials_is_there(self):
        places = {conversation.credentials for conversation in questions.BY_WEBSOCKET}
        self.assertEqual(places, set(realtime.CREDENTIALS))


def credentials(request, place):
    """The credentials of a connection, as its server finds them."""
    if place == "in headers":
        sent = {"host": request.headers["Host"]}
        token = request.headers.get("Authorization")
        return sent if token is None else sent | {"Authorization": token}
    if place == "in the protocol":
        protocols = request.headers["Sec-WebSocket-Protocol"].split(", ")
        header = protocols[1].removeprefix("header-")
        return json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(request.path).query)
    return json.loads(base64.b64decode(query["header"][0]))


if __name__ == "__main__":
    unittest.main()
