# One Rust function: published versions behind the alias `live`, JSON logs.

locals {
  environment = { for name, value in var.environment : name => value if value != null }

  # Lambda measures names and values as one JSON text, in bytes; base64 counts those.
  environment_base64 = base64encode(jsonencode(local.environment))
  environment_bytes  = length(local.environment_base64) / 4 * 3 - length(regexall("=", local.environment_base64))
}

resource "aws_lambda_function" "this" {
  function_name                  = var.name
  role                           = aws_iam_role.this.arn
  runtime                        = "provided.al2023"
  handler                        = "bootstrap"
  architectures                  = [var.architecture]
  filename                       = var.zip
  source_code_hash               = filebase64sha256(var.zip)
  memory_size                    = var.memory_mb
  timeout                        = var.timeout_seconds
  reserved_concurrent_executions = var.reserved_concurrency
  publish                        = true
  tags                           = var.tags

  environment {
    variables = local.environment
  }

  # WARN leaves out the platform's three records of every invocation.
  logging_config {
    log_format            = "JSON"
    application_log_level = var.log_level
    system_log_level      = "WARN"
    log_group             = aws_cloudwatch_log_group.this.name
  }

  tracing_config {
    mode = var.xray_tracing ? "Active" : "PassThrough"
  }

  # Without the grant, what the first start logs would be lost.
  depends_on = [aws_iam_role_policy.log]

  lifecycle {
    precondition {
      condition     = local.environment_bytes <= 4096
      error_message = "The environment of ${var.name} is larger than the 4096 bytes that Lambda allows. Leave preloaded keys out, or shorten the lists."
    }
  }
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The version in use"
  function_name    = aws_lambda_function.this.function_name
  function_version = var.live_version == null ? aws_lambda_function.this.version : tostring(var.live_version)

  # With a function that is made anew its aliases are gone. The ARN changes then alone.
  lifecycle {
    replace_triggered_by = [aws_lambda_function.this.arn]
  }
}

resource "aws_lambda_provisioned_concurrency_config" "live" {
  count = var.provisioned_concurrency > 0 ? 1 : 0

  function_name                     = aws_lambda_alias.live.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = var.provisioned_concurrency

  lifecycle {
    replace_triggered_by = [aws_lambda_function.this.arn]
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
  tags              = var.tags
}
