output "graphql_url" {
  description = "Where queries and mutations are posted."
  value       = aws_appsync_graphql_api.existing.uris["GRAPHQL"]
}
