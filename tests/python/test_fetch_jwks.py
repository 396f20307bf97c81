"""infra/fetch-jwks keeps what the authorizer reads, and nothing that is no signing key."""

import json
import unittest

from programs import load

DOMAIN = "tenant.eu.auth0.com"
RSA = {"kty": "RSA", "n": "n0", "e": "AQAB", "kid": "1", "alg": "RS256", "use": "sig"}

fetch_jwks = load("fetch-jwks")


def trimmed(*keys):
    return fetch_jwks.trimmed(DOMAIN, json.dumps({"keys": keys}).encode(), 7)


class Trimming(unittest.TestCase):
    def test_a_key_keeps_six_members_and_the_set_its_time(self):
        key = RSA | {"x5c": ["MIIC"], "x5t": "t"}
        self.assertEqual(trimmed(key), {"fetchedAt": 7, "keys": [RSA]})

    def test_members_that_a_key_lacks_are_left_out(self):
        key = {name: RSA[name] for name in ("kty", "n", "e", "kid")}
        self.assertEqual(trimmed(key)["keys"], [key])

    def test_keys_that_sign_nothing_are_left_out(self):
        others = [RSA | {"use": "enc"}, RSA | {"kty": "EC"}]
        self.assertEqual(trimmed(*others, RSA)["keys"], [RSA])
        with self.assertRaisesRegex(fetch_jwks.NoKeys, "no RSA key"):
            trimmed(*others)

    def test_what_is_no_key_set_is_refused(self):
        for answer in (b"", b"{}", b"[]", b'{"keys": 1}', b'{"keys": [1]}', b"\xff"):
            with self.subTest(answer), self.assertRaises(fetch_jwks.NoKeys):
                fetch_jwks.trimmed(DOMAIN, answer, 7)

    def test_a_domain_with_a_scheme_or_a_path_is_refused(self):
        for domain in (f"https://{DOMAIN}", f"{DOMAIN}/", "http://127.0.0.1:80@a.example", "a b"):
            with self.subTest(domain), self.assertRaisesRegex(fetch_jwks.NoKeys, "is no domain"):
                fetch_jwks.fetch(domain)


if __name__ == "__main__":
    unittest.main()
