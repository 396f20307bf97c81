"""Looks at what Terraform made, by the services' own APIs, and takes grants away.

usage: deployment.py memory FUNCTION                    the function's memory in MB
       deployment.py variable FUNCTION NAME             a variable of its environment
       deployment.py take-permission FUNCTION STATEMENT a statement of its alias's policy
       deployment.py take-policy ROLE POLICY            a policy that stands in a role
       deployment.py left                               whatever is still there

Where the services are and the key to them come from the environment, as for Terraform.
"""

import sys

import boto3

ALIAS = "live"


def main(command, *arguments):
    match command, *arguments:
        case "memory", function:
            print(configuration(function)["MemorySize"])
        case "variable", function, name:
            print(configuration(function)["Environment"]["Variables"][name])
        case "take-permission", function, statement:
            boto3.client("lambda").remove_permission(
                FunctionName=function, Qualifier=ALIAS, StatementId=statement
            )
        case "take-policy", role, policy:
            boto3.client("iam").delete_role_policy(RoleName=role, PolicyName=policy)
        case ("left",):
            found = list(left())
            print("\n".join(found))
            return 1 if found else 0
        case _:
            sys.exit(__doc__)
    return 0


def configuration(function):
    client = boto3.client("lambda")
    return client.get_function_configuration(FunctionName=function, Qualifier=ALIAS)


def left():
    tables = boto3.client("dynamodb").list_tables()["TableNames"]
    yield from (f"table {table}" for table in tables)
    roles = boto3.client("iam").list_roles()["Roles"]
    yield from (f"role {role['RoleName']}" for role in roles)
    groups = boto3.client("logs").describe_log_groups()["logGroups"]
    yield from (f"log group {group['logGroupName']}" for group in groups)
    functions = boto3.client("lambda").list_functions()["Functions"]
    yield from (f"function {function['FunctionName']}" for function in functions)
    apis = boto3.client("appsync").list_graphql_apis()["graphqlApis"]
    yield from (f"API {api['name']}" for api in apis)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
