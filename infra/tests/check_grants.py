#!/usr/bin/env python3
"""Looks through everything that a deployment makes for a grant that it should not have.

`terraform test` can assert about resources that it names; that there is no other one needs the
whole. It is read from the states that `terraform test -json -verbose` prints after each run.
What a deployment sends to AppSync is held to `requests.json` as well, which stands for it in the
tests of the local stack.
"""

import json
import pathlib
import subprocess
import sys

import provider_requests

INFRA = pathlib.Path(__file__).resolve().parent.parent

ALLOWED_TYPES = {
    "aws_appsync_datasource",
    "aws_appsync_graphql_api",
    "aws_appsync_resolver",
    "aws_caller_identity",
    "aws_cloudwatch_log_group",
    "aws_dynamodb_table",
    "aws_iam_role",
    "aws_iam_role_policy",
    "aws_lambda_alias",
    "aws_lambda_function",
    "aws_lambda_permission",
}
XRAY = {"xray:PutTraceSegments", "xray:PutTelemetryRecords"}


def main() -> int:
    states = list(deployments())
    findings = [finding for state in states for finding in findings_of(resources(state))]
    # The first run has the values of the defaults.
    findings += [
        finding for state in states[:1] for finding in provider_requests.findings(resources(state))
    ]
    if not states:
        findings.append("terraform test printed no state to look at")
    for finding in sorted(set(findings)):
        print(finding)
    return 1 if findings else 0


def deployments():
    """The states of runs that deploy the whole, in both modes of authorization."""
    test = ["terraform", f"-chdir={INFRA}", "test", "-json", "-verbose"]
    test += ["-filter=tests/api.tftest.hcl"]
    done = subprocess.run(test, stdout=subprocess.PIPE, text=True, check=False)
    for line in done.stdout.splitlines():
        message = json.loads(line)
        if "test_state" in message:
            yield message["test_state"]["root_module"]
    if done.returncode:
        raise SystemExit("terraform test -filter=tests/api.tftest.hcl fails")


def resources(module: dict) -> list[dict]:
    inner = [found for child in module.get("child_modules", []) for found in resources(child)]
    return module.get("resources", []) + inner


def findings_of(found: list[dict]):
    for resource in found:
        if resource["type"] not in ALLOWED_TYPES:
            yield f"{resource['address']}: no {resource['type']} belongs to a deployment"
    yield from permissions(found)
    for resource in of_type(found, "aws_iam_role_policy"):
        for statement in json.loads(resource["values"]["policy"])["Statement"]:
            yield from wildcards(resource["address"], statement)
    for resource in of_type(found, "aws_iam_role"):
        if resource["values"].get("managed_policy_arns"):
            yield f"{resource['address']}: a managed policy grants more than is listed here"


def permissions(found: list[dict]):
    """The authorizer's one permission, for the one API, and none without an authorizer."""
    [api] = of_type(found, "aws_appsync_graphql_api")
    expected = [api["values"]["arn"]] if api["values"]["lambda_authorizer_config"] else []
    granted = of_type(found, "aws_lambda_permission")
    if [permission["values"]["source_arn"] for permission in granted] != expected:
        yield f"{api['address']}: the permissions to invoke are {[p['address'] for p in granted]}"


def wildcards(address: str, statement: dict):
    actions, named = as_list(statement["Action"]), as_list(statement["Resource"])
    if any("*" in action for action in actions):
        yield f"{address}: an action with a wildcard"
    if "*" in named and set(actions) != XRAY:
        yield f"{address}: only X-Ray's actions have no resource to name"


def as_list(value) -> list:
    return value if isinstance(value, list) else [value]


def of_type(found: list[dict], kind: str) -> list[dict]:
    return [resource for resource in found if resource["type"] == kind]


if __name__ == "__main__":
    sys.exit(main())
