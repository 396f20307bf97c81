"""Serves what moto lacks of AWS for Terraform: Lambda, with functions that run, and AppSync.

usage: stand_in_aws.py PORT NAME=VALUE...

NAME=VALUE is given to every function beside its own environment.
"""

import json
import re
import sys
import tempfile
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from runtime_api import HOST, Handler, serve
from stand_in import Refusal
from stand_in_appsync import AppSync
from stand_in_lambda import Lambda

# The date that begins every path of Lambda's.
DATED = re.compile(r"\d{4}-\d\d-\d\d")


class ControlPlanes(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port, environment, folder):
        super().__init__((HOST, port), Requests)
        self.functions = Lambda(environment, folder)
        self.appsync = AppSync(self.is_deployed)

    def is_deployed(self, arn):
        name, _, alias = arn.partition(":function:")[2].partition(":")
        return alias in self.functions.functions.get(name, {}).get("aliases", ())

    def answer(self, method, target, body):
        url = urlsplit(target)
        begin, *path = [unquote(part) for part in url.path.strip("/").split("/")]
        if begin == "v1":
            return self.appsync.answer(method, path, body)
        if DATED.fullmatch(begin):
            qualifier = parse_qs(url.query).get("Qualifier", [""])[0]
            return self.functions.answer(method, path, qualifier, body)
        raise Refusal(HTTPStatus.NOT_FOUND, "UnknownOperationException", target)


class Requests(Handler):
    def answer(self):
        headers = [("Content-Type", "application/json")]
        try:
            status, answer = self.server.answer(self.command, self.path, self.body())
        except Refusal as refusal:
            status, answer = refusal.status, {"message": str(refusal)}
            headers.append(("X-Amzn-ErrorType", refusal.code))
        if isinstance(answer, bytes):
            self.reply(status, answer, headers)
        else:
            self.reply(status, b"" if answer is None else json.dumps(answer).encode(), headers)

    do_GET = do_POST = do_PUT = do_DELETE = answer


def main(port, *environment):
    with tempfile.TemporaryDirectory() as folder:
        given = dict(variable.split("=", 1) for variable in environment)
        server = ControlPlanes(int(port), given, folder)
        serve(server, server.functions.processes.values)


if __name__ == "__main__":
    main(*sys.argv[1:])
