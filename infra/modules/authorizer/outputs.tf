output "function_name" {
  description = "Name of the function."
  value       = module.function.function_name
}

output "alias_arn" {
  description = "ARN of the alias of the version in use; the API's authorizer_uri."
  value       = module.function.alias_arn
}

output "live_version" {
  description = "Number of the version in use."
  value       = module.function.live_version
}

output "log_group_name" {
  description = "Name of the function's log group."
  value       = module.function.log_group_name
}
