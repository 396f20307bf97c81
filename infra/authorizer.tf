module "authorizer" {
  source = "./modules/authorizer"
  count  = var.authorization == "lambda" ? 1 : 0

  name                    = "${var.name}-authorizer"
  zip                     = "${local.zip_directory}/authorizer/bootstrap.zip"
  api_arn                 = aws_appsync_graphql_api.records.arn
  field_permissions       = local.field_permissions
  architecture            = var.architecture
  memory_mb               = local.functions.authorizer.memory_mb
  timeout_seconds         = local.functions.authorizer.timeout_seconds
  reserved_concurrency    = local.functions.authorizer.reserved_concurrency
  provisioned_concurrency = local.functions.authorizer.provisioned_concurrency
  live_version            = local.functions.authorizer.live_version
  log_level               = var.log_level
  log_retention_days      = var.log_retention_days
  xray_tracing            = var.xray_tracing
  tags                    = local.tags

  auth0_domains                 = var.auth0_domains
  auth0_audiences               = var.auth0_audiences
  auth0_token_profile           = var.auth0_token_profile
  auth0_permissions             = var.auth0_permissions
  auth0_client_ids              = var.auth0_client_ids
  auth0_organizations           = var.auth0_organizations
  auth0_client_credentials      = var.auth0_client_credentials
  auth0_algorithms              = var.auth0_algorithms
  auth0_jwks                    = var.auth0_jwks
  jwks_max_stale_seconds        = var.jwks_max_stale_seconds
  authorizer_result_ttl_seconds = var.authorizer_result_ttl_seconds
  clock_skew_seconds            = var.clock_skew_seconds
  token_prefix                  = var.token_prefix
  ssl_cert_file                 = var.ssl_cert_file
}
