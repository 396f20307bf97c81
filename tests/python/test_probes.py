"""The comparer of the probes, asked of servers whose answers are known."""

import contextlib
import http.server
import io
import json
import pathlib
import re
import tempfile
import threading
import unittest
import uuid
from unittest import mock

from probes import command, questions
from probes.question import Question, asks

FIDELITY = pathlib.Path(__file__).parents[2] / "docs/appsync-fidelity.md"
JWT = "header.payload.signature"
QUESTIONS = [
    Question("first", [asks("{ a }")]),
    Question("second", [asks("{ b }"), asks("{ c }", token="{jwt}")], "modes"),
]


class Server(http.server.ThreadingHTTPServer):
    """Answers a POST with what a function makes of its document and headers."""

    daemon_threads = True

    def __init__(self, answer):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        serve = {"poll_interval": 0.01}
        threading.Thread(target=self.serve_forever, kwargs=serve, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        size = int(self.headers.get("Content-Length", 0))
        document = json.loads(self.rfile.read(size))["query"]
        body = self.server.answer(document, self.headers).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def echo(document, _headers):
    return f"answer to {document}"


class Probes(unittest.TestCase):
    def setUp(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.folder = pathlib.Path(folder)
        tokens = {"LOCAL_TOKEN": JWT, "AWS_TOKEN": JWT}
        self.enterContext(mock.patch.dict("os.environ", tokens))
        self.enterContext(mock.patch.object(command, "ALL", QUESTIONS))

    def served(self, answer, *, ended=False):
        """The file with the addresses of APIs that answer so."""
        server = Server(answer)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        if ended:
            server.shutdown()
            server.server_close()
        address = f"http://127.0.0.1:{server.server_port}/graphql"
        return self.file(json.dumps({name: address for name in command.APIS}))

    def file(self, text):
        path = self.folder / f"{uuid.uuid4()}.json"
        path.write_text(text)
        return str(path)

    def run_probes(self, *arguments):
        """Exit code and what was printed."""
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            try:
                code = command.main(arguments)
            except SystemExit as ended:
                code = ended.code
        return code, printed.getvalue()

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
        gone = self.served(echo, ended=True)
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
        cases = [
            (),
            ("--local", good, "--other"),
            ("--local", "nowhere.json"),
            ("--local", self.file("no JSON")),
            ("--local", self.file("[]")),
            (
                "--local",
                self.file(
                    '{"plain":"ftp://a","limited":"http://a","modes":"http://a","empty":"http://a"}'
                ),
            ),
            ("--local", self.file('{"plain":"http://a","limited":"http://a"}')),
        ]
        for arguments in cases:
            with self.subTest(arguments):
                self.assertEqual(self.run_probes(*arguments)[0], 2)
        with mock.patch.dict("os.environ", {"LOCAL_TOKEN": " "}):
            code, printed = self.run_probes("--local", good)
            self.assertEqual((code, printed[:11]), (2, "LOCAL_TOKEN"))

    def test_every_open_question_is_asked_or_said_not_to_be(self):
        asked = {number for question in questions.ALL for number in question.open_questions}
        listed = {int(number) for number in re.findall(r"(?m)^(\d+)\. ", FIDELITY.read_text())}
        self.assertEqual(asked | set(questions.NOT_ASKED), listed)
        self.assertEqual(asked & set(questions.NOT_ASKED), set())
        for number in questions.NOT_ASKED:
            self.assertIn(f"({number})", questions.REMAINING)

    def test_every_question_has_a_title_of_its_own(self):
        titles = [(question.api, question.title) for question in questions.ALL]
        self.assertEqual(len(titles), len(set(titles)))


if __name__ == "__main__":
    unittest.main()
