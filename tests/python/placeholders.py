"""Fills in what is known only while the stack runs.

`${ISSUER}` is the issuer of the stack's Auth0 stand-in. `${TOKEN:user1}` is an access token
of that test user, `${TAMPERED:user1}` the same with other claims under the old signature,
`${CLAIMS:user1}` the text of its claims, `${CLAIM:user1:exp}` one of them as text.
"""

import base64
import functools
import json
import re
import urllib.parse
import urllib.request

AUDIENCE = "https://records.example"
PLACEHOLDER = re.compile(r"\$\{([A-Z]+)((?::[\w-]+)*)\}")


class Placeholders:
    """The values of one running stack, whose Auth0 stand-in is at `issuer`."""

    def __init__(self, issuer, fetch=None):
        self.issuer = issuer
        # Once per user, so that an event and its expected answer speak of one token.
        self.token = functools.cache(fetch or functools.partial(access_token, issuer))

    def fill(self, value):
        """`value` with every placeholder in its strings filled in."""
        if isinstance(value, dict):
            return {key: self.fill(member) for key, member in value.items()}
        if isinstance(value, list):
            return [self.fill(item) for item in value]
        if isinstance(value, str):
            return PLACEHOLDER.sub(self.replacement, value)
        return value

    def replacement(self, match):
        match [match[1], *match[2].split(":")[1:]]:
            case ["ISSUER"]:
                return self.issuer
            case ["TOKEN", user]:
                return self.token(user)
            case ["TAMPERED", user]:
                return tampered(self.token(user))
            case ["CLAIMS", user]:
                return claims(self.token(user))
            case ["CLAIM", user, name]:
                return str(json.loads(claims(self.token(user)))[name])
        raise ValueError(f"there is no placeholder {match[0]}")


def access_token(issuer, user):
    """An access token by the password grant (RFC 6749, section 4.3)."""
    form = {
        "grant_type": "password",
        "client_id": "local-console",
        "username": f"{user}@example.com",
        "password": "Password.1",
        "audience": AUDIENCE,
    }
    body = urllib.parse.urlencode(form).encode()
    with urllib.request.urlopen(issuer + "oauth/token", body, timeout=10) as response:
        return json.load(response)["access_token"]


def claims(token):
    """The text of the token's claims."""
    payload = token.split(".")[1]
    return base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).decode()


def tampered(token):
    """The token with one claim changed, and the signature that no longer fits."""
    header, _, signature = token.split(".")
    changed = json.loads(claims(token)) | {"sub": "auth0|somebody-else"}
    payload = base64.urlsafe_b64encode(json.dumps(changed).encode()).decode().rstrip("=")
    return f"{header}.{payload}.{signature}"
