# The authorizer in front of an AppSync API that exists already: of your API, take over
# `authentication_type` and `lambda_authorizer_config`, and keep the rest.

module "authorizer" {
  source = "../../modules/authorizer"

  name            = "existing-api-authorizer"
  zip             = var.authorizer_zip
  api_arn         = aws_appsync_graphql_api.existing.arn
  auth0_domains   = [var.auth0_domain]
  auth0_audiences = [var.auth0_audience]

  # Every root field of your schema, with the permission that it needs.
  field_permissions = {
    "Query.hello" = "read:greetings"
  }
}

resource "aws_appsync_graphql_api" "existing" {
  name                = "existing-api"
  authentication_type = "AWS_LAMBDA"
  schema              = "type Query { hello: String }"

  lambda_authorizer_config {
    authorizer_uri                   = module.authorizer.alias_arn
    authorizer_result_ttl_in_seconds = 0
  }
}
