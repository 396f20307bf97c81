"""Serves Lambda's Invoke API with functions built for another processor.

usage: emulate_functions.py PORT ZIPS COMMAND...

A function is the `bootstrap` of ZIPS/NAME/bootstrap.zip, run by COMMAND (an emulator and its
options), one process for each, with this process's environment. It takes its events from the
Runtime API, as in Lambda.

Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import pathlib
import queue
import re
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from os import environ

HOST = "127.0.0.1"
SECONDS = 60
INVOKE = re.compile(r"/2015-03-31/functions/([a-z-]+)/invocations")


class Function(ThreadingHTTPServer):
    """A function's process, and the Runtime API that it asks."""

    daemon_threads = True

    def __init__(self, command, bootstrap):
        super().__init__((HOST, 0), RuntimeApi)
        self.events, self.answers = queue.SimpleQueue(), queue.SimpleQueue()
        threading.Thread(target=self.serve_forever, daemon=True).start()
        environment = environ | {
            "AWS_LAMBDA_RUNTIME_API": f"{HOST}:{self.server_port}",
            "AWS_LAMBDA_FUNCTION_NAME": bootstrap.parent.name,
            "AWS_LAMBDA_FUNCTION_VERSION": "1",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
        }
        self.process = subprocess.Popen([*command, str(bootstrap)], env=environment)

    def invoke(self, event):
        """The answer, and whether it is an error. One event at a time."""
        self.events.put(event)
        return self.answers.get(timeout=SECONDS)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def body(self):
        return self.rfile.read(int(self.headers["Content-Length"]))

    def reply(self, status, body=b"", headers=()):
        self.send_response(status)
        for name, value in [*headers, ("Content-Length", str(len(body)))]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Says nothing: the functions' own lines are the log."""


class RuntimeApi(Handler):
    def do_GET(self):
        event = self.server.events.get()
        deadline = int((time.time() + SECONDS) * 1000)
        self.reply(
            200,
            event,
            [
                ("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd"),
                ("Lambda-Runtime-Deadline-Ms", str(deadline)),
                ("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:0:function:f"),
            ],
        )

    def do_POST(self):
        self.server.answers.put((self.body(), self.path.endswith("/error")))
        self.reply(202)


class InvokeApi(Handler):
    def do_POST(self):
        function = INVOKE.fullmatch(self.path)[1]
        answer, is_error = self.server.functions[function].invoke(self.body())
        self.reply(200, answer, [("X-Amz-Function-Error", "Unhandled")] if is_error else [])


def unpack(zips, folder):
    """The path of each function's `bootstrap`."""
    for path in sorted(zips.glob("*/bootstrap.zip")):
        with zipfile.ZipFile(path) as archive:
            bootstrap = pathlib.Path(archive.extract("bootstrap", folder / path.parent.name))
        bootstrap.chmod(0o755)
        yield bootstrap


def main(port, zips, *command):
    with tempfile.TemporaryDirectory() as folder:
        bootstraps = unpack(pathlib.Path(zips), pathlib.Path(folder))
        server = ThreadingHTTPServer((HOST, int(port)), InvokeApi)
        server.functions = {path.parent.name: Function(command, path) for path in bootstraps}
        try:
            server.serve_forever()
        finally:
            for function in server.functions.values():
                function.process.kill()


if __name__ == "__main__":
    main(*sys.argv[1:])
