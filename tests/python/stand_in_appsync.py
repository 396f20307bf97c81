"""AppSync's control plane as far as Terraform's provider goes. It serves no query.

Source: https://docs.aws.amazon.com/appsync/latest/APIReference/API_Operations.html
"""

import base64
import json
import re
from http import HTTPStatus

from stand_in import ACCOUNT, REGION, Refusal

API = "deployedapi"
# An update replaces everything but these.
KEPT = ("apiId", "apiType", "arn", "tags", "uris", "visibility")


class AppSync:
    """One API at a time. `is_deployed` says whether an ARN is that of a function's alias."""

    def __init__(self, is_deployed):
        self.is_deployed = is_deployed
        self.api = None
        self.schema, self.sources, self.resolvers = "", {}, {}

    def answer(self, method, path, body):
        """The status and the body of an answer. `path` begins behind the API's version."""
        request = json.loads(body) if body else {}
        match method, *path:
            case "POST", "tags", _:
                return HTTPStatus.OK, {}
            case "POST", "apis":
                return HTTPStatus.OK, {"graphqlApi": self.create(request)}
            case _, "apis", name, *rest:
                if self.api is None or name != API:
                    raise gone(f"API {name}")
                return HTTPStatus.OK, self.of_api(method, rest, request)
        raise Refusal(HTTPStatus.BAD_REQUEST, "NotImplemented", f"{method} {path}")

    def create(self, request):
        self.__init__(self.is_deployed)
        url = f"https://{API}.example/graphql"
        self.api = {
            "apiId": API,
            "arn": f"arn:aws:appsync:{REGION}:{ACCOUNT}:apis/{API}",
            "uris": {"GRAPHQL": url, "REALTIME": url.replace("https", "wss")},
        }
        return self.update(request)

    def update(self, request):
        authorizer = request.get("lambdaAuthorizerConfig")
        if authorizer:
            self.require_function(authorizer["authorizerUri"])
        self.api = request | {name: self.api[name] for name in KEPT if name in self.api}
        return self.api

    def of_api(self, method, rest, request):
        match method, *rest:
            case ("GET",):
                return {"graphqlApi": self.api}
            case ("POST",):
                return {"graphqlApi": self.update(request)}
            case ("DELETE",):
                self.api = None
                return {}
            case "POST", "schemacreation":
                self.schema = base64.b64decode(request["definition"]).decode()
                return {"status": "PROCESSING"}
            case "GET", "schema":
                return self.schema.encode()
            case "GET", "schemacreation":
                return {"status": "SUCCESS"}
            case _, "datasources", *name:
                return self.source(method, name[0] if name else request["name"], request)
            case _, "types", parent, "resolvers", *field:
                field = field[0] if field else request["fieldName"]
                return self.resolver(method, parent, field, request)
        raise Refusal(HTTPStatus.BAD_REQUEST, "NotImplemented", f"{method} {rest}")

    def source(self, method, name, request):
        if method == "POST":
            self.require_function(request["lambdaConfig"]["lambdaFunctionArn"])
            arn = f"{self.api['arn']}/datasources/{name}"
            self.sources[name] = request | {"name": name, "dataSourceArn": arn}
        if name not in self.sources:
            raise gone(f"data source {name}")
        if method == "DELETE":
            self.sources.pop(name)
            return {}
        return {"dataSource": self.sources[name]}

    def resolver(self, method, parent, field, request):
        key = (parent, field)
        if method == "POST":
            if request["dataSourceName"] not in self.sources:
                raise gone(f"data source {request['dataSourceName']}")
            if not self.has_field(parent, field):
                raise gone(f"field {parent}.{field}")
            arn = f"{self.api['arn']}/types/{parent}/resolvers/{field}"
            named = {"typeName": parent, "fieldName": field, "resolverArn": arn}
            self.resolvers[key] = request | named
        if key not in self.resolvers:
            raise gone(f"resolver {parent}.{field}")
        if method == "DELETE":
            self.resolvers.pop(key)
            return {}
        return {"resolver": self.resolvers[key]}

    def has_field(self, parent, field):
        body = re.search(rf"^type {parent} \{{(.*?)^\}}", self.schema, re.MULTILINE | re.DOTALL)
        return body is not None and re.search(rf"^  {field}\b", body[1], re.MULTILINE) is not None

    def require_function(self, arn):
        if not self.is_deployed(arn):
            raise Refusal(HTTPStatus.BAD_REQUEST, "BadRequestException", f"no function: {arn}")


def gone(what):
    return Refusal(HTTPStatus.NOT_FOUND, "NotFoundException", f"There is no {what}.")
