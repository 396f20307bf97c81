"""Prints the functions' environment, from tests/events/environment.

FIELD_PERMISSIONS is derived from infra/fields.json, as a deployment derives it.
"""

import json
import pathlib
import string
import sys

TESTS = pathlib.Path(__file__).parent.parent


def main(auth0_port, dynamodb_port):
    fields = json.loads((TESTS.parent / "infra" / "fields.json").read_text())
    permissions = {name: field["permission"] for name, field in fields.items()}
    template = string.Template((TESTS / "events" / "environment").read_text())
    filled = template.substitute(
        AUTH0_PORT=auth0_port,
        DYNAMODB_PORT=dynamodb_port,
        FIELD_PERMISSIONS=json.dumps(permissions),
    )
    print(filled, end="")


if __name__ == "__main__":
    main(*sys.argv[1:])
