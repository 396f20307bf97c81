output "apis" {
  description = "The address of each API: what tests/aws-probes takes."
  value       = { for name, api in aws_appsync_graphql_api.probe : name => api.uris["GRAPHQL"] }
}
