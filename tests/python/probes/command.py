"""Asks a deployed AppSync what AWS documents nowhere, beside the local one.

For someone who has an AWS account. Deploy the APIs that are asked, with the issuer of a token
that you have:

    cargo lambda build --release --arm64 --output-format zip --skip-target-check -p probes
    terraform -chdir=tests/probes/deploy init
    terraform -chdir=tests/probes/deploy apply -var issuer=https://TENANT.eu.auth0.com/
    terraform -chdir=tests/probes/deploy output -json apis >aws.json

Deploy the same to this machine. README.md says how moto and the stack are started for it; paste
the lines that begin with `export` into another shell, and there:

    cargo lambda build --release --output-format zip --skip-target-check -p probes
    terraform -chdir=tests/probes/deploy apply -var issuer=http://127.0.0.1:4001/
    terraform -chdir=tests/probes/deploy output -json apis >local.json

Then ask both:

    AWS_TOKEN=... LOCAL_TOKEN=$(cargo run -- token --user user1) \\
      tests/aws-probes --local local.json --aws aws.json

Tokens come by environment, so that no shell remembers them, and are never printed. Without
--aws the local answers are printed alone. Destroy the deployment afterwards: its function
answers whatever a request asks for.

The questions about subscriptions go through WebSockets. The local AppSync has none: what it
answers instead is printed beside AWS's answer and does not count. They need a Python package
(python3 -m pip install websockets); --without-realtime leaves them out.

Exit code 0: every answer that counts is the same; 1: one is different or one is missing;
2: wrong use.
"""

import argparse
import importlib
import os
import sys

from . import addresses
from .endpoint import Endpoint
from .questions import BY_HTTP, BY_WEBSOCKET, REMAINING
from .report import compare


def main(arguments=None):
    """The exit code."""
    given = parser().parse_args(arguments)
    files = {"local": given.local, "AWS": given.aws}
    endpoints = [
        Endpoint(name, apis, token(f"{name.upper()}_TOKEN"))
        for name, apis in files.items()
        if apis is not None
    ]
    by_websocket = [] if given.without_realtime else conversations()
    are_the_same = compare([*BY_HTTP, *by_websocket], endpoints, print)
    print(REMAINING)
    return 0 if are_the_same else 1


def parser():
    form = argparse.RawDescriptionHelpFormatter
    made = argparse.ArgumentParser("aws-probes", description=__doc__, formatter_class=form)
    of = "JSON file with the addresses of the"
    made.add_argument("--local", metavar="FILE", type=apis, required=True, help=f"{of} local APIs")
    made.add_argument("--aws", metavar="FILE", type=apis, help=f"{of} deployed ones")
    leaves_out = "leave out what needs a WebSocket"
    made.add_argument("--without-realtime", action="store_true", help=leaves_out)
    return made


def apis(path):
    try:
        return addresses.read(path)
    except addresses.Unusable as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def conversations():
    """What is asked by WebSocket, if there is the package that it needs."""
    try:
        importlib.import_module(".realtime", __package__)
    except ImportError as error:
        print(
            f"{error}: get it with `python3 -m pip install --upgrade websockets`, or leave out"
            " the questions that need it with --without-realtime",
            file=sys.stderr,
        )
        raise SystemExit(2) from error
    return BY_WEBSOCKET


def token(variable):
    value = os.environ.get(variable, "").strip()
    if not value:
        print(f"{variable} is missing; set it to an access token", file=sys.stderr)
        raise SystemExit(2)
    return value
