# The APIs that the probes ask, and the one function behind all of them.
#
# Every answer of the function is named by the request, whoever sends it: an account that
# holds nothing else is the place for this, and for no longer than the questions take.

module "probe" {
  source = "../../../infra/modules/function"

  name            = var.name
  zip             = var.zip
  architecture    = var.architecture
  memory_mb       = 256
  timeout_seconds = 15
  # Lambda keeps no environment without variables, and every plan would set it again.
  environment        = { RUST_BACKTRACE = "0" }
  log_level          = "INFO"
  log_retention_days = 1
  xray_tracing       = false
}

resource "aws_appsync_graphql_api" "probe" {
  for_each = local.apis

  name                 = "${var.name}-${each.key}"
  authentication_type  = local.types[each.value.modes[0]]
  schema               = each.value.schema == null ? null : file("${local.folder}/${each.value.schema}")
  introspection_config = each.value.introspection ? "ENABLED" : "DISABLED"
  query_depth_limit    = each.value.query_depth_limit
  resolver_count_limit = each.value.resolver_count_limit

  dynamic "lambda_authorizer_config" {
    for_each = each.value.modes[0] == "lambda" ? ["lambda"] : []

    content {
      authorizer_uri                   = module.probe.alias_arn
      authorizer_result_ttl_in_seconds = each.value.result_ttl_seconds
      identity_validation_expression   = each.value.identity_validation_expression
    }
  }

  dynamic "openid_connect_config" {
    for_each = each.value.modes[0] == "oidc" ? ["oidc"] : []

    content {
      issuer = var.issuer
    }
  }

  dynamic "additional_authentication_provider" {
    for_each = slice(each.value.modes, 1, length(each.value.modes))

    content {
      authentication_type = local.types[additional_authentication_provider.value]

      lambda_authorizer_config {
        authorizer_uri                   = module.probe.alias_arn
        authorizer_result_ttl_in_seconds = each.value.result_ttl_seconds
      }
    }
  }
}

resource "aws_lambda_permission" "probe" {
  for_each = local.apis

  statement_id  = "appsync-${each.key}"
  action        = "lambda:InvokeFunction"
  function_name = module.probe.function_name
  qualifier     = module.probe.alias_name
  principal     = "appsync.amazonaws.com"
  source_arn    = aws_appsync_graphql_api.probe[each.key].arn
}
