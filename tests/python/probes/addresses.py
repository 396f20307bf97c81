"""Where the APIs of a deployment are, as the output `apis` of its Terraform says."""

import json
import urllib.parse
from dataclasses import dataclass

NAMES = ("plain", "limited", "modes", "empty")
# The schemes of each address.
SCHEMES = {"graphql": ("https", "http"), "realtime": ("wss", "ws")}


class Unusable(Exception):
    """What is wrong with a file of addresses."""


@dataclass(frozen=True)
class Api:
    """The URLs of one API."""

    # Takes requests.
    graphql: str
    # Takes WebSockets.
    realtime: str

    @property
    def host(self):
        """What the credentials of a WebSocket name, which itself goes to another host."""
        return urllib.parse.urlsplit(self.graphql).netloc


def read(path):
    """The APIs that a file has, by name. Raises `Unusable`."""
    try:
        with open(path, encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError) as error:
        raise Unusable(f"can't be read: {error}") from error
    return {name: api(found, name) for name in NAMES}


def api(found, name):
    addresses = found.get(name) if isinstance(found, dict) else None
    if not isinstance(addresses, dict):
        raise Unusable(f"has no addresses of {name}")
    for kind, schemes in SCHEMES.items():
        url = urllib.parse.urlsplit(str(addresses.get(kind, "")))
        if url.scheme not in schemes or not url.netloc:
            raise Unusable(f"has no {' or '.join(schemes)} address {kind} of {name}")
    return Api(addresses["graphql"], addresses["realtime"])
