"""Looks at what Terraform made, by the services' own APIs.

usage: deployment.py memory FUNCTION          the function's memory in MB
       deployment.py variable FUNCTION NAME   a variable of its environment
       deployment.py schema API_ID            the API's schema
       deployment.py left NAME API_ID         what of the deployment NAME is still there

Where the services are and the key to them come from the environment, as for Terraform.
"""

import json
import os
import pathlib
import sys

import boto3
from botocore.exceptions import ClientError

FIELDS = pathlib.Path(__file__).parent.parent.parent / "infra" / "fields.json"
GONE = {"NotFoundException", "ResourceNotFoundException"}


def main(command, *arguments):
    match command, *arguments:
        case "memory", function:
            print(configuration(function)["MemorySize"])
        case "variable", function, name:
            print(configuration(function)["Environment"]["Variables"][name])
        case "schema", api:
            answer = client("appsync").get_introspection_schema(apiId=api, format="SDL")
            print(answer["schema"].read().decode())
        case "left", name, api:
            found = list(left(name, api))
            print("\n".join(found))
            return 1 if found else 0
    return 0


def configuration(function):
    return client("lambda").get_function_configuration(FunctionName=function, Qualifier="live")


def client(service):
    # The SDK for Python reads another variable than the rest.
    return boto3.client(service, region_name=os.environ["AWS_REGION"])


def left(name, api_id):
    tables = client("dynamodb").list_tables()["TableNames"]
    yield from (f"table {table}" for table in tables if table.startswith(name))
    roles = client("iam").list_roles()["Roles"]
    yield from (f"role {role['RoleName']}" for role in roles)
    groups = client("logs").describe_log_groups()["logGroups"]
    yield from (f"log group {group['logGroupName']}" for group in groups)
    functions = {field["function"] for field in json.loads(FIELDS.read_text()).values()}
    for function in ("authorizer", *sorted(functions)):
        if is_there(client("lambda").get_function, FunctionName=f"{name}-{function}"):
            yield f"function {name}-{function}"
    if is_there(client("appsync").get_graphql_api, apiId=api_id):
        yield f"API {api_id}"


def is_there(get, **arguments):
    try:
        get(**arguments)
    except ClientError as error:
        if error.response["Error"]["Code"] in GONE:
            return False
        raise
    return True


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
