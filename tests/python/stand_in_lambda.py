"""Lambda's control plane as far as Terraform's provider goes, and invocations.

A published version keeps its program and its settings, and an alias leads to one, so that what
an invocation of the alias runs is what was deployed.

Source: https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html
"""

import base64
import hashlib
import io
import json
import pathlib
import zipfile
from http import HTTPStatus

from runtime_api import Function
from stand_in import ACCOUNT, REGION, Refusal

SETTINGS = (
    "Architectures",
    "Description",
    "Environment",
    "FunctionName",
    "Handler",
    "LoggingConfig",
    "MemorySize",
    "PackageType",
    "Role",
    "Runtime",
    "Timeout",
    "TracingConfig",
)
GONE = "ResourceNotFoundException"


class Lambda:
    """The functions. `environment` is given to each beside its own; programs go to `folder`."""

    def __init__(self, environment, folder):
        self.environment, self.folder = environment, pathlib.Path(folder)
        self.functions, self.processes = {}, {}

    def answer(self, method, path, qualifier, body):
        """The status and the body of an answer. `path` begins behind the API's date."""
        match method, *path:
            case "POST", "functions":
                return HTTPStatus.CREATED, self.create(json.loads(body))
            case "POST", "tags", _:
                return HTTPStatus.NO_CONTENT, None
            case _, "functions", name, *rest:
                name, _, in_name = name.split(":function:")[-1].partition(":")
                function = self.functions.get(name)
                if function is None:
                    raise Refusal(HTTPStatus.NOT_FOUND, GONE, f"There is no function {name}.")
                return self.of_function(function, in_name or qualifier, method, rest, body)
        raise Refusal(HTTPStatus.BAD_REQUEST, "NotImplemented", f"{method} {path}")

    def create(self, request):
        function = {name: request[name] for name in SETTINGS if name in request}
        function |= {"State": "Active", "LastUpdateStatus": "Successful", "Version": "$LATEST"}
        function |= {
            "EphemeralStorage": {"Size": 512},
            "LastModified": "2026-01-01T00:00:00.000+0000",
        }
        arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{function['FunctionName']}"
        stored = {"latest": function | {"FunctionArn": arn}, "tags": request.get("Tags", {})}
        stored |= {"versions": [], "aliases": {}, "statements": []}
        self.functions[function["FunctionName"]] = stored
        update_code(stored, request["Code"]["ZipFile"])
        return publish(stored) if request.get("Publish") else stored["latest"]

    def of_function(self, function, qualifier, method, rest, body):
        latest = function["latest"]
        match method, *rest:
            case ("GET",):
                answer = {"Configuration": latest, "Code": {"RepositoryType": "S3"}}
                return HTTPStatus.OK, answer | {"Tags": function["tags"]}
            case ("DELETE",):
                del self.functions[latest["FunctionName"]]
                return HTTPStatus.NO_CONTENT, None
            case "GET", "configuration":
                return HTTPStatus.OK, qualified(function, qualifier)
            case "PUT", "configuration":
                latest |= json.loads(body)
                return HTTPStatus.OK, latest
            case "PUT", "code":
                update_code(function, json.loads(body)["ZipFile"])
                return HTTPStatus.OK, latest
            case "POST", "versions":
                return HTTPStatus.CREATED, publish(function)
            case "GET", "versions":
                return HTTPStatus.OK, {"Versions": [latest, *published(function)]}
            case "GET", "code-signing-config":
                return HTTPStatus.OK, {}
            case "POST", "invocations":
                return self.invoke(function, qualifier, body)
            case _, "aliases", *name:
                return aliases(function, method, name, body)
            case _, "policy", *_:
                return policy(function, method, body)
        raise Refusal(HTTPStatus.BAD_REQUEST, "NotImplemented", f"{method} {rest}")

    def invoke(self, function, qualifier, event):
        number = aliased(function, qualifier)
        key = (function["latest"]["FunctionName"], number)
        if key not in self.processes:
            deployed = function["versions"][int(number) - 1]
            self.processes[key] = self.start(deployed, self.folder / "-".join(key))
        answer, is_error = self.processes[key].invoke(event)
        if is_error:
            raise Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, "Unhandled", answer.decode())
        return HTTPStatus.OK, json.loads(answer)

    def start(self, deployed, folder):
        settings, program = deployed
        with zipfile.ZipFile(io.BytesIO(program)) as archive:
            archive.extractall(folder)
        for file in folder.iterdir():
            file.chmod(0o755)
        own = settings["Environment"]["Variables"]
        return Function([str(folder / "bootstrap")], self.environment | own)


def update_code(function, text):
    function["program"] = program = base64.b64decode(text)
    digest = base64.b64encode(hashlib.sha256(program).digest()).decode()
    function["latest"] |= {"CodeSha256": digest, "CodeSize": len(program)}


def publish(function):
    number = str(len(function["versions"]) + 1)
    settings = function["latest"] | {"Version": number}
    settings["FunctionArn"] += f":{number}"
    function["versions"].append((settings, function["program"]))
    return settings


def published(function):
    return [settings for settings, _ in function["versions"]]


def qualified(function, qualifier):
    """The settings of the newest, of a version, or of what an alias leads to."""
    if not qualifier:
        return function["latest"]
    is_number = qualifier.isdecimal()
    return version(function, qualifier if is_number else aliased(function, qualifier))


def version(function, number):
    for settings in published(function):
        if settings["Version"] == number:
            return settings
    raise Refusal(HTTPStatus.NOT_FOUND, GONE, f"There is no version {number}.")


def aliased(function, name):
    """The version's number. Without an alias nothing is invoked: the API never does."""
    if name not in function["aliases"]:
        raise Refusal(HTTPStatus.NOT_FOUND, GONE, f"There is no alias {name!r}.")
    return function["aliases"][name]["FunctionVersion"]


def aliases(function, method, name, body):
    request = json.loads(body) if body else {}
    name = name[0] if name else request["Name"]
    if method in {"POST", "PUT"}:
        version(function, request["FunctionVersion"])
        alias = function["aliases"].setdefault(name, {"Name": name})
        alias |= {key: request[key] for key in ("Description", "FunctionVersion") if key in request}
        alias["AliasArn"] = f"{function['latest']['FunctionArn']}:{name}"
    aliased(function, name)
    if method == "DELETE":
        del function["aliases"][name]
        return HTTPStatus.NO_CONTENT, None
    return HTTPStatus.OK, function["aliases"][name]


def policy(function, method, body):
    statements = function["statements"]
    if method == "POST":
        request = json.loads(body)
        statement = {
            "Sid": request["StatementId"],
            "Effect": "Allow",
            "Principal": {"Service": request["Principal"]},
            "Action": request["Action"],
            "Resource": f"{function['latest']['FunctionArn']}:live",
            "Condition": {"ArnLike": {"AWS:SourceArn": request["SourceArn"]}},
        }
        statements.append(statement)
        return HTTPStatus.CREATED, {"Statement": json.dumps(statement)}
    if method == "DELETE":
        statements.clear()
        return HTTPStatus.NO_CONTENT, None
    if not statements:
        raise Refusal(HTTPStatus.NOT_FOUND, GONE, "There is no policy.")
    document = {"Version": "2012-10-17", "Id": "default", "Statement": statements}
    return HTTPStatus.OK, {"Policy": json.dumps(document)}
