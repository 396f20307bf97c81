output "apis" {
  description = "The addresses of each API: what tests/aws-probes takes."
  value = {
    for name, api in aws_appsync_graphql_api.probe : name => {
      graphql  = api.uris["GRAPHQL"]
      realtime = api.uris["REALTIME"]
    }
  }
}
