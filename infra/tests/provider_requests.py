"""Holds `requests.json`, what the provider sends to AppSync, to what Terraform plans."""

import json
import pathlib

HERE = pathlib.Path(__file__).resolve().parent

# Attribute of the resource → member of the request. What is a constant of the provider's has no
# attribute; the ARNs of roles and functions are the mocks' in a plan.
API = {
    "name": "name",
    "authentication_type": "authenticationType",
    "introspection_config": "introspectionConfig",
    "query_depth_limit": "queryDepthLimit",
    "resolver_count_limit": "resolverCountLimit",
    "xray_enabled": "xrayEnabled",
    "tags": "tags",
    "lambda_authorizer_config": {
        "authorizer_result_ttl_in_seconds": "authorizerResultTtlInSeconds",
        "authorizer_uri": "authorizerUri",
        "identity_validation_expression": "identityValidationExpression",
    },
    "log_config": {
        "cloudwatch_logs_role_arn": "cloudWatchLogsRoleArn",
        "exclude_verbose_content": "excludeVerboseContent",
        "field_log_level": "fieldLogLevel",
    },
}
RESOLVER = {"kind": "kind", "max_batch_size": "maxBatchSize"}
CONSTANTS = {"apiType": "GRAPHQL", "visibility": "GLOBAL"}
BLOCKS = {
    "lambda_authorizer_config": "lambdaAuthorizerConfig",
    "log_config": "logConfig",
}
ARNS = {"authorizerUri", "cloudWatchLogsRoleArn"}
# What names the resource, what AWS answers, and what is sent by another operation.
NOT_SENT = {"api_id", "arn", "data_source", "field", "id", "schema", "tags_all", "type", "uris"}


def findings(resources: list[dict]):
    requests = json.loads((HERE / "requests.json").read_text())
    for resource in resources:
        if resource["type"] == "aws_appsync_graphql_api":
            sent = request(resource["values"], API) | CONSTANTS
            yield from differences(resource, sent, requests["CreateGraphqlApi"])
        elif resource["type"] == "aws_appsync_resolver":
            sent = request(resource["values"], RESOLVER)
            yield from differences(resource, sent, requests["CreateResolver"])


def request(values: dict, members: dict) -> dict:
    """What the provider makes of a resource's attributes; unknown ones keep their names."""
    sent = {}
    for attribute, value in values.items():
        if attribute in NOT_SENT or value in (None, [], {}):
            continue
        member = members.get(attribute, attribute)
        if isinstance(member, dict):
            [block] = value
            sent[BLOCKS[attribute]] = request(block, member)
        else:
            sent[member] = value
    return sent


def differences(resource: dict, sent: dict, expected: dict):
    if without_arns(sent) != without_arns(expected):
        yield f"{resource['address']}: requests.json has {expected}, and Terraform sends {sent}"


def without_arns(members: dict) -> dict:
    return {
        name: without_arns(value) if isinstance(value, dict) else value
        for name, value in members.items()
        if name not in ARNS
    }
