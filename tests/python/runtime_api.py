"""A function's process, fed by the Runtime API as in Lambda.

Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import queue
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "127.0.0.1"
SECONDS = 60
# What the runtime asks for; its values matter to nobody here.
DEFAULTS = {
    "AWS_LAMBDA_FUNCTION_NAME": "function",
    "AWS_LAMBDA_FUNCTION_VERSION": "1",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
}


class Function(ThreadingHTTPServer):
    """A function's process, and the Runtime API that it asks."""

    daemon_threads = True

    def __init__(self, command, environment):
        super().__init__((HOST, 0), RuntimeApi)
        self.events, self.answers = queue.SimpleQueue(), queue.SimpleQueue()
        threading.Thread(target=self.serve_forever, daemon=True).start()
        environment = DEFAULTS | environment
        environment["AWS_LAMBDA_RUNTIME_API"] = f"{HOST}:{self.server_port}"
        self.process = subprocess.Popen(command, env=environment)

    def invoke(self, event):
        """The answer, and whether it is an error. One event at a time."""
        self.events.put(event)
        return self.answers.get(timeout=SECONDS)


def serve(server, functions):
    """Serves until the process is told to end; `functions()` end with it."""
    # Without this, SIGTERM would end the process and leave theirs.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        server.serve_forever()
    finally:
        for function in functions():
            function.process.kill()
            function.process.wait()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

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
