"""The comparison finds every kind of difference, and only those."""

import unittest

from matching import differences


class Matching(unittest.TestCase):
    def test_an_answer_is_compared_whole(self):
        date = "2026-01-02T03:04:05.678Z"
        cases = [
            ("equal", {"a": [1, None]}, {"a": [1, None]}, []),
            ("value", {"a": 1}, {"a": 2}, ["$.a: expected 1, got 2"]),
            ("true is not 1", [1], [True], ["$[0]: expected 1, got true"]),
            ("missing member", {"a": None}, {}, ["$.a: missing"]),
            ("further member", {}, {"a": None}, ["$.a: not expected"]),
            ("shorter list", [1, 2], [1], ["$: expected 2 items, got 1"]),
            ("date", {"$type": "dateTime"}, date, []),
            ("no date", {"$type": "dateTime"}, "now", ['$: expected a dateTime, got "now"']),
            ("null is no date", {"$type": "dateTime"}, None, ["$: expected a dateTime, got null"]),
        ]
        for name, expected, actual, found in cases:
            with self.subTest(name):
                self.assertEqual(differences(expected, actual), found)

    def test_an_unknown_type_is_an_error(self):
        with self.assertRaises(KeyError):
            differences({"$type": "colour"}, "red")


if __name__ == "__main__":
    unittest.main()
