# examples/existing-api: the authorizer beside an API that is described elsewhere.

mock_provider "aws" {
  source = "./tests/mocks"
}

run "the_api_asks_the_authorizer_and_alone_may_invoke_it" {
  module {
    source = "./examples/existing-api"
  }

  variables {
    auth0_domain   = "tenant.eu.auth0.com"
    auth0_audience = "https://records.example"
    authorizer_zip = "./tests/lambda/authorizer/bootstrap.zip"
  }

  assert {
    condition     = one(aws_appsync_graphql_api.existing.lambda_authorizer_config).authorizer_uri == module.authorizer.alias_arn
    error_message = "The API asks the alias."
  }

  assert {
    condition     = output.graphql_url == "https://example.test/graphql"
    error_message = "The endpoint is the API's."
  }
}
