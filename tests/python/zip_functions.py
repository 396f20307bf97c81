"""Zips the functions' executables as Lambda takes them.

usage: zip_functions.py EXECUTABLES FOLDER [NAME ...] [--announce TEXT]

EXECUTABLES/NAME becomes `bootstrap` in FOLDER/NAME/bootstrap.zip: the project's functions, or
those that are named. With --announce, `bootstrap`
is a script that says TEXT in the function's log and then becomes the executable: another
program with the same answers.
"""

import argparse
import json
import pathlib
import zipfile

FIELDS = pathlib.Path(__file__).parent.parent.parent / "infra" / "fields.json"
# The same time in every zip, so that the same program gives the same bytes.
TIME = (1980, 1, 1, 0, 0, 0)
EXECUTABLE_FILE = 0o100755 << 16


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("executables", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--announce")
    options = parser.parse_args()
    for name in options.names or ["authorizer", *sorted(resolver_functions())]:
        program = (options.executables / name).read_bytes()
        target = options.folder / name / "bootstrap.zip"
        target.parent.mkdir(parents=True, exist_ok=True)
        write(target, entries(program, options.announce))


def resolver_functions():
    return {field["function"] for field in json.loads(FIELDS.read_text()).values()}


def entries(program, announcement):
    if announcement is None:
        return {"bootstrap": program}
    script = f'#!/bin/sh\necho "{announcement}" >&2\nexec "$(dirname "$0")/program"\n'
    return {"bootstrap": script.encode(), "program": program}


def write(target, files):
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, TIME)
            entry.external_attr = EXECUTABLE_FILE
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 1)


if __name__ == "__main__":
    main()
