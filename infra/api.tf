resource "aws_appsync_graphql_api" "records" {
  name                 = var.name
  authentication_type  = var.authorization == "oidc" ? "OPENID_CONNECT" : "AWS_LAMBDA"
  schema               = file("${path.module}/schema.graphql")
  introspection_config = local.introspection ? "ENABLED" : "DISABLED"
  query_depth_limit    = var.query_depth_limit
  resolver_count_limit = var.resolver_count_limit
  xray_enabled         = var.xray_tracing
  tags                 = local.tags

  dynamic "lambda_authorizer_config" {
    for_each = var.authorization == "lambda" ? ["lambda"] : []

    content {
      # By index: the module as a whole waits for the API, which its permission names.
      authorizer_uri = module.authorizer[0].alias_arn
      # The authorizer's answer says how long it holds; the provider's default would
      # be 300 seconds for an answer that doesn't.
      authorizer_result_ttl_in_seconds = 0
      # Alphabet and length only: the authorizer explains what else is wrong. The length is
      # that of the longest token that it reads.
      identity_validation_expression = "^[!-~]{1,8192}( [!-~]{1,8192})?$"
    }
  }

  dynamic "openid_connect_config" {
    for_each = var.authorization == "oidc" ? [one(var.auth0_domains)] : []

    content {
      issuer = startswith(openid_connect_config.value, "http://") ? "${openid_connect_config.value}/" : "https://${openid_connect_config.value}/"
      # A regular expression; without anchors, or with a bare alternation, it would accept
      # ids that merely contain one of these.
      client_id = "^(${join("|", var.auth0_client_ids)})$"
    }
  }

  log_config {
    cloudwatch_logs_role_arn = aws_iam_role.api_log.arn
    field_log_level          = "ERROR"
    # Verbose content holds the headers, and those the token.
    exclude_verbose_content = true
  }
}

# AppSync chooses the name of the log group. Its role may not create groups, so that this
# one is made here, with its retention, and stays away after a destroy.
resource "aws_cloudwatch_log_group" "api" {
  name              = "/aws/appsync/apis/${aws_appsync_graphql_api.records.id}"
  retention_in_days = var.log_retention_days
  tags              = local.tags
}

data "aws_caller_identity" "current" {}

resource "aws_iam_role" "api_log" {
  name        = "${var.name}-api-log"
  description = "How the AppSync API ${var.name} writes its log"
  tags        = local.tags

  # The API needs the role before it has an ARN, so the account is the narrowest bound.
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "appsync.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "api_log" {
  name = "log"
  role = aws_iam_role.api_log.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.api.arn}:*"
    }]
  })
}
