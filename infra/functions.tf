# The functions behind the fields, and what each may do with the table.

module "resolver" {
  source   = "./modules/function"
  for_each = local.resolver_functions

  name                    = "${var.name}-${each.key}"
  zip                     = "${local.zip_directory}/${each.key}/bootstrap.zip"
  architecture            = var.architecture
  memory_mb               = local.functions[each.key].memory_mb
  timeout_seconds         = local.functions[each.key].timeout_seconds
  reserved_concurrency    = local.functions[each.key].reserved_concurrency
  provisioned_concurrency = local.functions[each.key].provisioned_concurrency
  live_version            = local.functions[each.key].live_version
  log_level               = var.log_level
  log_retention_days      = var.log_retention_days
  xray_tracing            = var.xray_tracing
  tags                    = local.tags

  environment = merge(
    {
      TABLE_NAME         = aws_dynamodb_table.records.name
      AUTHORIZATION_MODE = var.authorization
    },
    # Where no authorizer stands before them, the resolvers check issuer, audience and
    # permissions themselves.
    var.authorization == "oidc" ? {
      AUTH0_DOMAIN      = one(var.auth0_domains)
      AUTH0_AUDIENCE    = join(",", var.auth0_audiences)
      AUTH0_PERMISSIONS = var.auth0_permissions
    } : {},
  )
}

resource "aws_iam_role_policy" "table" {
  for_each = local.resolver_functions

  name = "table"
  role = module.resolver[each.key].role_name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = local.operations[each.key]
      Resource = concat([aws_dynamodb_table.records.arn], [for index in aws_dynamodb_table.records.local_secondary_index : "${aws_dynamodb_table.records.arn}/index/${index.name}"])
    }]
  })
}
