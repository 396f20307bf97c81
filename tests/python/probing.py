"""Runs the probes, for their tests, against servers whose answers the test says."""

import contextlib
import http.server
import io
import json
import pathlib
import socket
import tempfile
import threading
import unittest
import uuid
from unittest import mock

from probes import command
from probes.addresses import NAMES

JWT = "header.payload.signature"


class HttpServer(http.server.ThreadingHTTPServer):
    """Answers a POST with what a function makes of its document and headers."""

    daemon_threads = True

    def __init__(self, answer):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        self.url = f"http://127.0.0.1:{self.server_port}/graphql"
        serve = {"poll_interval": 0.01}
        threading.Thread(target=self.serve_forever, kwargs=serve, daemon=True).start()

    def end(self):
        self.shutdown()
        self.server_close()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        size = int(self.headers.get("Content-Length", 0))
        document = json.loads(self.rfile.read(size))["query"]
        body = self.server.answer(document, self.headers).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class ProbesTest(unittest.TestCase):
    """Asks these instead of all."""

    by_http = ()
    by_websocket = ()

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        tokens = {"LOCAL_TOKEN": JWT, "AWS_TOKEN": JWT}
        self.enterContext(mock.patch.dict("os.environ", tokens))
        self.enterContext(mock.patch.object(command, "BY_HTTP", self.by_http))
        self.enterContext(mock.patch.object(command, "BY_WEBSOCKET", self.by_websocket))

    def started(self, server):
        self.addCleanup(server.end)
        return server

    def unserved(self):
        """Host and port that nobody listens at, and that nobody else can take meanwhile."""
        taken = self.enterContext(socket.socket())
        taken.bind(("127.0.0.1", 0))
        return "{}:{}".format(*taken.getsockname())

    def addresses(self, graphql, realtime):
        """A file in which every API has these."""
        api = {"graphql": graphql, "realtime": realtime}
        return self.file(json.dumps(dict.fromkeys(NAMES, api)))

    def file(self, text):
        path = self.folder / f"{uuid.uuid4()}.json"
        path.write_text(text)
        return str(path)

    def run_probes(self, *arguments):
        """Exit code and what was printed."""
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            try:
                code = command.main(arguments)
            except SystemExit as ended:
                code = ended.code
        return code, printed.getvalue()
