"""Placeholders are filled in wherever they stand, and unknown ones are refused."""

import base64
import unittest

from placeholders import Placeholders, claims

CLAIMS = '{"sub":"auth0|1","exp":7}'
TOKEN = f"header.{base64.urlsafe_b64encode(CLAIMS.encode()).decode().rstrip('=')}.signature"


class Filling(unittest.TestCase):
    def setUp(self):
        self.placeholders = Placeholders("http://127.0.0.1:1/", lambda user: TOKEN)

    def test_every_placeholder_is_filled_in(self):
        cases = [
            ("${ISSUER}", "http://127.0.0.1:1/"),
            ("Bearer ${TOKEN:user1}", f"Bearer {TOKEN}"),
            ("${CLAIMS:user1}", CLAIMS),
            ({"a": ["${CLAIM:user1:exp} ${CLAIM:user1:sub}", 1]}, {"a": ["7 auth0|1", 1]}),
            ("no placeholder", "no placeholder"),
        ]
        for template, expected in cases:
            with self.subTest(template):
                self.assertEqual(self.placeholders.fill(template), expected)

    def test_a_tampered_token_differs_in_its_claims_alone(self):
        header, _, signature = (token := self.placeholders.fill("${TAMPERED:user1}")).split(".")
        self.assertEqual((header, signature), ("header", "signature"))
        self.assertIn("somebody-else", claims(token))

    def test_an_unknown_placeholder_is_refused(self):
        with self.assertRaises(ValueError):
            self.placeholders.fill("${COLOUR}")


if __name__ == "__main__":
    unittest.main()
