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
answers whatever a request asks for. Exit code 0: every answer is the same; 1: one is different
or missing; 2: wrong use.
"""

import argparse
import json
import os
import sys
import urllib.parse

from .endpoint import Endpoint
from .questions import ALL, REMAINING
from .report import compare

APIS = ("plain", "limited", "modes", "empty")


def main(arguments=None):
    """The exit code."""
    given = parser().parse_args(arguments)
    files = {"local": given.local, "AWS": given.aws}
    endpoints = [
        Endpoint(name, addresses, token(f"{name.upper()}_TOKEN"))
        for name, addresses in files.items()
        if addresses is not None
    ]
    are_the_same = compare(ALL, endpoints, print)
    print(REMAINING)
    return 0 if are_the_same else 1


def parser():
    form = argparse.RawDescriptionHelpFormatter
    made = argparse.ArgumentParser("aws-probes", description=__doc__, formatter_class=form)
    of = "JSON file with the addresses of the"
    made.add_argument("--local", metavar="FILE", type=apis, required=True, help=f"{of} local APIs")
    made.add_argument("--aws", metavar="FILE", type=apis, help=f"{of} deployed ones")
    return made


def apis(path):
    """The addresses in a file: each API's, under its name."""
    try:
        with open(path, encoding="utf-8") as file:
            addresses = json.load(file)
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"can't be read: {error}") from error
    if not isinstance(addresses, dict):
        raise argparse.ArgumentTypeError("must be an object of addresses")
    for name in APIS:
        url = urllib.parse.urlsplit(str(addresses.get(name, "")))
        if url.scheme not in ("http", "https") or not url.netloc:
            raise argparse.ArgumentTypeError(f"has no http or https address of {name}")
    return addresses


def token(variable):
    value = os.environ.get(variable, "").strip()
    if not value:
        print(f"{variable} is missing; set it to an access token", file=sys.stderr)
        raise SystemExit(2)
    return value
