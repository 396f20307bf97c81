# The authorizer for AppSync's Lambda authorization, and the one grant to invoke it.

module "function" {
  source = "../function"

  name                    = var.name
  zip                     = var.zip
  architecture            = var.architecture
  memory_mb               = var.memory_mb
  timeout_seconds         = var.timeout_seconds
  reserved_concurrency    = var.reserved_concurrency
  provisioned_concurrency = var.provisioned_concurrency
  live_version            = var.live_version
  log_level               = var.log_level
  log_retention_days      = var.log_retention_days
  xray_tracing            = var.xray_tracing
  tags                    = var.tags
  environment             = local.environment
}

# Without it AppSync answers every request with 400 BadRequestException.
resource "aws_lambda_permission" "api" {
  statement_id = "appsync"
  action       = "lambda:InvokeFunction"
  principal    = "appsync.amazonaws.com"
  source_arn   = var.api_arn
  # By its ARN, so that a function that is made anew gets it anew.
  function_name = module.function.function_arn
  qualifier     = module.function.alias_name
}
