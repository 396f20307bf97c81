"""The comparer of the probes, asked of servers whose answers are known."""

import json
import pathlib
import re
import unittest
import uuid
from unittest import mock

from probes import questions
from probes.addresses import NAMES
from probes.question import Question, asks
from probing import JWT, HttpServer, ProbesTest

FIDELITY = pathlib.Path(__file__).parents[2] / "docs/appsync-fidelity.md"
QUESTIONS = [
    Question("first", [asks("{ a }")]),
    Question("second", [asks("{ b }"), asks("{ c }", token="{jwt}")], "modes"),
]


def echo(document, _headers):
    return f"answer to {document}"


class Probes(ProbesTest):
    by_http = QUESTIONS

    def served(self, answer):
        """The file with the addresses of APIs that answer so."""
        return self.at(self.started(HttpServer(answer)).url)

    def at(self, url):
        """The file with the addresses of APIs that are there."""
        # Nothing is asked by WebSocket.
        return self.addresses(url, "ws://127.0.0.1:9/graphql")

    def compared(self, local, aws):
        return self.run_probes("--local", self.served(local), "--aws", self.served(aws))

    def test_the_same_answers_are_told_to_be_the_same(self):
        code, printed = self.compared(echo, echo)
        self.assertEqual(code, 0)
        self.assertIn("## plain: first: the same\n200\nanswer to { a }\n", printed)
        self.assertIn("## modes: second: the same\n", printed)

    def test_one_answer_that_differs_is_shown_beside_the_other(self):
        code, printed = self.compared(
            echo, lambda document, _: "broken" if document == "{ c }" else echo(document, _)
        )
        self.assertEqual(code, 1)
        self.assertIn("## plain: first: the same\n", printed)
        self.assertIn("## modes: second: different\n", printed)
        self.assertIn("-answer to { c }\n+broken\n", printed)
        self.assertIn(" answer to { b }\n", printed)

    def test_an_answer_that_is_missing_is_told(self):
        gone = self.at(f"http://{self.unserved()}/graphql")
        code, printed = self.run_probes("--local", self.served(echo), "--aws", gone)
        self.assertEqual(code, 1)
        self.assertIn("## plain: first: unanswered\nAWS did not answer: ", printed)

    def test_without_a_deployment_the_local_answers_are_printed(self):
        code, printed = self.run_probes("--local", self.served(echo))
        self.assertEqual(code, 0)
        self.assertIn("## plain: first\n200\nanswer to { a }\n", printed)

    def test_tokens_are_never_printed(self):
        def shown(_, headers):
            return f"token {headers['Authorization']}"

        code, printed = self.compared(shown, shown)
        self.assertEqual(code, 0)
        self.assertIn("token ...\n", printed)
        self.assertNotIn(JWT, printed)

    def test_ids_and_times_do_not_count(self):
        times = iter(range(10, 60))

        def volatile(*_):
            return f"id {uuid.uuid4()} at 2026-01-01T10:00:{next(times)}.123Z"

        code, printed = self.compared(volatile, volatile)
        self.assertEqual(code, 0)
        self.assertIn("id ... at ...\n", printed)

    def test_a_long_answer_is_cut_and_still_compared(self):
        code, printed = self.compared(lambda *_: "x" * 5_000, lambda *_: "x" * 5_001)
        self.assertEqual(code, 1)
        self.assertIn("... 5000 characters\n", printed)
        self.assertLess(len(printed), 10_000)

    def test_wrong_use_is_told_so(self):
        good = self.served(echo)
        good_api = {"graphql": "http://a", "realtime": "ws://a"}
        cases = [
            (),
            ("--local", good, "--other"),
            ("--local", "nowhere.json"),
            ("--local", self.file("no JSON")),
            ("--local", self.file("[]")),
            (
                "--local",
                self.file(json.dumps(dict.fromkeys(NAMES, good_api | {"graphql": "ftp://a"}))),
            ),
            (
                "--local",
                self.file(json.dumps(dict.fromkeys(NAMES, good_api | {"realtime": "http://a"}))),
            ),
            ("--local", self.file(json.dumps(dict.fromkeys(NAMES, "http://a")))),
            ("--local", self.file(json.dumps(dict.fromkeys(NAMES[:-1], good_api)))),
        ]
        for arguments in cases:
            with self.subTest(arguments):
                self.assertEqual(self.run_probes(*arguments)[0], 2)
        with mock.patch.dict("os.environ", {"LOCAL_TOKEN": " "}):
            code, printed = self.run_probes("--local", good)
            self.assertEqual((code, printed[:11]), (2, "LOCAL_TOKEN"))

    def test_every_open_question_is_asked(self):
        asked = {number for question in questions.ALL for number in question.open_questions}
        listed = {int(number) for number in re.findall(r"(?m)^(\d+)\. ", FIDELITY.read_text())}
        self.assertEqual(asked, listed)

    def test_every_question_has_a_title_of_its_own(self):
        titles = [(question.api, question.title) for question in questions.ALL]
        self.assertEqual(len(titles), len(set(titles)))


if __name__ == "__main__":
    unittest.main()
