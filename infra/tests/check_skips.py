#!/usr/bin/env python3
"""Runs checkov and holds what it finds to the skipped checks of .checkov.yaml.

Nothing else may be found, and no check is skipped that would find nothing. Needs `checkov` on
the path.
"""

import json
import pathlib
import re
import subprocess
import sys

INFRA = pathlib.Path(__file__).resolve().parent.parent


def main() -> int:
    skipped = set(
        re.findall(r"^  - (CKV\w+)$", (INFRA / ".checkov.yaml").read_text(), re.MULTILINE)
    )
    report = checkov()
    findings = report["results"]["failed_checks"]
    for finding in findings:
        if finding["check_id"] not in skipped:
            where = f"infra{finding['file_path']} {finding['resource']}"
            print(f"{where}: {finding['check_id']} {finding['check_name']}")
    needless = skipped - {finding["check_id"] for finding in findings}
    for check in sorted(needless):
        print(f"infra/.checkov.yaml: {check} would find nothing and needs no skip")
    summary = report["summary"]
    passed, failed = summary["passed"], summary["failed"]
    print(f"checkov: {passed} passed, {failed} found, {len(skipped)} checks skipped")
    unexplained = {finding["check_id"] for finding in findings} - skipped
    return 1 if unexplained or needless or summary["parsing_errors"] or not passed else 0


def checkov() -> dict:
    """Its report with its settings, but nothing skipped: the command line wins over them."""
    command = ["checkov", "--config-file", str(INFRA / ".checkov.yaml"), "--directory", str(INFRA)]
    command += ["--skip-check", "CKV_NONE", "--output", "json", "--soft-fail"]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


if __name__ == "__main__":
    sys.exit(main())
