"""Serves Lambda's Invoke API with functions built for another processor.

usage: emulate_functions.py PORT ZIPS COMMAND...

A function is the `bootstrap` of ZIPS/NAME/bootstrap.zip, run by COMMAND (an emulator and its
options), one process for each, with this process's environment.
"""

import pathlib
import re
import sys
import tempfile
import zipfile
from http.server import ThreadingHTTPServer
from os import environ

from runtime_api import HOST, Function, Handler, serve

INVOKE = re.compile(r"/2015-03-31/functions/([a-z-]+)/invocations")


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
        server.functions = {
            path.parent.name: Function([*command, str(path)], environ) for path in bootstraps
        }
        serve(server, server.functions.values)


if __name__ == "__main__":
    main(*sys.argv[1:])
