"""Sends every event of tests/events to its function and compares the whole answers.

An event is `tests/events/FUNCTION/CASE.json`; its expected answer, beside it,
`CASE.answer.json`. Cases run in the order of their names.
"""

import argparse
import json
import pathlib
import sys
import tempfile

from matching import differences
from placeholders import Placeholders
from senders import SENDERS, NoAnswer

EVENTS = pathlib.Path(__file__).parent.parent / "events"
ANSWER = ".answer.json"


def main():
    options = arguments()
    sender = SENDERS[options.sender](options.port)
    placeholders = Placeholders(options.issuer)
    events = sorted(
        e for e in EVENTS.glob(f"{options.program}/*.json") if not e.name.endswith(ANSWER)
    )

    def send(function, event):
        return sender(options.name.format(function), event)

    with tempfile.TemporaryDirectory() as folder:
        filled = pathlib.Path(folder) / "event.json"
        failed = [event for event in events if not passes(event, send, placeholders, filled)]
    print(f"{options.sender}: {len(events)} events, {len(failed)} with another answer")
    return 1 if failed or not events else 0


def passes(event, send, placeholders, filled):
    """Whether the answer to `event` is as expected; says so."""
    function, case = event.parent.name, event.stem
    filled.write_text(json.dumps(placeholders.fill(json.loads(event.read_text()))))
    expected = placeholders.fill(json.loads(event.with_name(case + ANSWER).read_text()))
    try:
        actual = send(function, filled)
        found = differences(expected, actual)
    except NoAnswer as error:
        actual, found = None, [f"no answer: {error}"]
    print(f"{'FAILED' if found else 'ok':6} {function}/{case}")
    for line in found:
        print(f"       {line}")
    if found and actual is not None:
        print(f"       whole answer: {json.dumps(actual)}")
    return not found


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sender", choices=SENDERS, required=True)
    parser.add_argument("--port", type=int, required=True, help="where the functions are invoked")
    parser.add_argument("--program", default="*", help="only the events of this program")
    parser.add_argument("--name", default="{}", help="a function's name, where {} is the program's")
    parser.add_argument("--issuer", required=True, help="the Auth0 stand-in, with its last slash")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
