#!/usr/bin/env python3
"""Holds the tables of inputs and outputs in each module's README to the module.

With --write it replaces them; without, it shows the difference and fails.
"""

import difflib
import pathlib
import re
import sys

INFRA = pathlib.Path(__file__).resolve().parent.parent
MODULES = [INFRA, INFRA / "modules/authorizer", INFRA / "modules/function"]


def main() -> int:
    wrong = 0
    for module in MODULES:
        readme = module / "README.md"
        before = readme.read_text()
        after = section(section(before, "inputs", inputs(module)), "outputs", outputs(module))
        if before == after:
            continue
        if "--write" in sys.argv:
            readme.write_text(after)
            continue
        wrong += 1
        name = str(readme.relative_to(INFRA))
        sys.stdout.writelines(
            difflib.unified_diff(before.splitlines(True), after.splitlines(True), name, "expected")
        )
    return 1 if wrong else 0


def section(text: str, name: str, rows: list[str]) -> str:
    marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if not marked.search(text):
        raise SystemExit(f"a README lacks its <!-- {name} --> section")
    return marked.sub(lambda found: found[1] + "\n".join(rows) + "\n" + found[2], text)


def inputs(module: pathlib.Path) -> list[str]:
    rows = ["| variable | type | default | meaning |", "|---|---|---|---|"]
    for name, body in blocks(module, "variable"):
        kind = re.search(r"^  type\s*= (\w+(?:\(\w+\))?)", body, re.MULTILINE)[1]
        default = re.search(r"^  default\s*= (.+)$", body, re.MULTILINE)
        value = f"`{default[1]}`" if default else "required"
        rows.append(f"| `{name}` | {kind} | {value} | {description(body)} |")
    return rows


def outputs(module: pathlib.Path) -> list[str]:
    rows = ["| output | meaning |", "|---|---|"]
    return rows + [f"| `{name}` | {description(body)} |" for name, body in blocks(module, "output")]


def blocks(module: pathlib.Path, kind: str):
    """Relies on `terraform fmt`: a block ends with a brace in the first column."""
    files = sorted(module.glob("*.tf"), key=lambda file: (file.name != "variables.tf", file.name))
    for file in files:
        yield from re.findall(
            rf'^{kind} "(\w+)" {{\n(.*?)^}}', file.read_text(), re.MULTILINE | re.DOTALL
        )


def description(body: str) -> str:
    quoted = re.search(r'^  description\s*= "(.*)"$', body, re.MULTILINE)[1]
    return quoted.replace('\\"', '"').replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main())
