# Values that AWS would give, in the forms that the provider checks.

mock_data "aws_caller_identity" {
  defaults = { account_id = "123456789012" }
}

mock_resource "aws_appsync_graphql_api" {
  defaults = {
    id   = "exampleapi"
    arn  = "arn:aws:appsync:eu-central-1:123456789012:apis/exampleapi"
    uris = { GRAPHQL = "https://example.test/graphql", REALTIME = "wss://example.test/graphql" }
  }
}

mock_resource "aws_appsync_datasource" {
  defaults = { arn = "arn:aws:appsync:eu-central-1:123456789012:apis/exampleapi/datasources/example" }
}

mock_resource "aws_cloudwatch_log_group" {
  defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:example" }
}

mock_resource "aws_dynamodb_table" {
  defaults = { arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/example" }
}

mock_resource "aws_iam_role" {
  defaults = { arn = "arn:aws:iam::123456789012:role/example" }
}

mock_resource "aws_lambda_alias" {
  defaults = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:example:live" }
}

mock_resource "aws_lambda_function" {
  defaults = {
    arn     = "arn:aws:lambda:eu-central-1:123456789012:function:example"
    version = "7"
  }
}
