output "function_name" {
  description = "Name of the function."
  value       = aws_lambda_function.this.function_name
}

output "function_arn" {
  description = "ARN of the function, without a version."
  value       = aws_lambda_function.this.arn
}

output "alias_name" {
  description = "Name of the alias of the version in use."
  value       = aws_lambda_alias.live.name
}

output "alias_arn" {
  description = "ARN of the alias of the version in use; what callers invoke."
  value       = aws_lambda_alias.live.arn
}

output "live_version" {
  description = "Number of the version in use."
  value       = aws_lambda_alias.live.function_version
}

output "role_name" {
  description = "Name of the function's role, to attach grants to."
  value       = aws_iam_role.this.name
}

output "log_group_name" {
  description = "Name of the function's log group."
  value       = aws_cloudwatch_log_group.this.name
}
