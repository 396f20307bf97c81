output "graphql_url" {
  description = "Where queries and mutations are posted."
  value       = aws_appsync_graphql_api.records.uris["GRAPHQL"]
}

output "realtime_url" {
  description = "Where subscriptions connect (WebSocket)."
  value       = aws_appsync_graphql_api.records.uris["REALTIME"]
}

output "api_id" {
  description = "Id of the AppSync API."
  value       = aws_appsync_graphql_api.records.id
}

output "api_arn" {
  description = "ARN of the AppSync API."
  value       = aws_appsync_graphql_api.records.arn
}

output "function_names" {
  description = "Names of the Lambda functions, by program."
  value = merge(
    { for function, resolver in module.resolver : function => resolver.function_name },
    { for authorizer in module.authorizer : "authorizer" => authorizer.function_name },
  )
}

output "live_versions" {
  description = "Number of the version in use, by program; a rollback sets live_version to the number before it."
  value = merge(
    { for function, resolver in module.resolver : function => resolver.live_version },
    { for authorizer in module.authorizer : "authorizer" => authorizer.live_version },
  )
}

output "log_group_names" {
  description = "Names of the log groups, by program, and of the API's own."
  value = merge(
    { api = aws_cloudwatch_log_group.api.name },
    { for function, resolver in module.resolver : function => resolver.log_group_name },
    { for authorizer in module.authorizer : "authorizer" => authorizer.log_group_name },
  )
}

output "table_name" {
  description = "Name of the DynamoDB table."
  value       = aws_dynamodb_table.records.name
}

output "curl" {
  description = "A first query, ready to paste into a shell in which TOKEN holds an access token."
  value       = "curl -sS '${aws_appsync_graphql_api.records.uris["GRAPHQL"]}' -H 'Authorization: ${replace(local.token_prefix, "'", "'\\''")}'\"$TOKEN\" -H 'Content-Type: application/json' --data '{\"query\":\"{ me { sub permissions } }\"}'"
}

output "console" {
  description = "Where to paste the token in the AppSync console."
  value       = "AppSync console: ${var.name}, Queries, authorization provider \"${var.authorization == "oidc" ? "OpenID Connect" : "AWS Lambda"}\", then paste ${local.token_prefix == "" ? "the access token" : "${local.token_prefix} and the access token behind it"}, without Bearer."
}
