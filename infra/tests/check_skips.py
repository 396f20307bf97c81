#!/usr/bin/env python3
"""Runs checkov on folders and holds what it finds to the skipped checks of their .checkov.yaml.

Nothing else may be found, and no check is skipped that would find nothing. Needs `checkov` on
the path.

    check_skips.py FOLDER ...
"""

import json
import pathlib
import re
import subprocess
import sys


def main() -> int:
    folders = [pathlib.Path(argument) for argument in sys.argv[1:]]
    # All of them, though one may fail.
    are_explained = [is_explained(folder) for folder in folders]
    return 0 if folders and all(are_explained) else 1


def is_explained(folder: pathlib.Path) -> bool:
    """Whether its findings are those that its settings skip; says which are not."""
    settings = folder / ".checkov.yaml"
    skipped = set(re.findall(r"^  - (CKV\w+)$", settings.read_text(), re.MULTILINE))
    report = checkov(folder, settings)
    findings = report["results"]["failed_checks"]
    for finding in findings:
        if finding["check_id"] not in skipped:
            where = f"{folder}{finding['file_path']} {finding['resource']}"
            print(f"{where}: {finding['check_id']} {finding['check_name']}")
    needless = skipped - {finding["check_id"] for finding in findings}
    for check in sorted(needless):
        print(f"{settings}: {check} would find nothing and needs no skip")
    summary = report["summary"]
    passed, failed = summary["passed"], summary["failed"]
    print(f"checkov {folder}: {passed} passed, {failed} found, {len(skipped)} checks skipped")
    unexplained = {finding["check_id"] for finding in findings} - skipped
    return not (unexplained or needless or summary["parsing_errors"]) and passed > 0


def checkov(folder: pathlib.Path, settings: pathlib.Path) -> dict:
    """Its report with its settings, but nothing skipped: the command line wins over them."""
    command = ["checkov", "--config-file", str(settings), "--directory", str(folder)]
    command += ["--skip-check", "CKV_NONE", "--output", "json", "--soft-fail"]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


if __name__ == "__main__":
    sys.exit(main())
