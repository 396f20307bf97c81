locals {
  environment = {
    AUTH0_DOMAIN                  = join(",", var.auth0_domains)
    AUTH0_AUDIENCE                = length(var.auth0_audiences) == 0 ? null : join(",", var.auth0_audiences)
    AUTH0_TOKEN_PROFILE           = var.auth0_token_profile
    AUTH0_PERMISSIONS             = var.auth0_permissions
    AUTH0_CLIENT_IDS              = var.auth0_client_ids == null ? null : join(",", var.auth0_client_ids)
    AUTH0_ORGANIZATIONS           = var.auth0_organizations == null ? null : join(",", var.auth0_organizations)
    AUTH0_CLIENT_CREDENTIALS      = var.auth0_client_credentials
    AUTH0_ALGORITHMS              = var.auth0_algorithms == null ? null : join(",", var.auth0_algorithms)
    AUTH0_JWKS                    = var.auth0_jwks == null ? null : jsonencode(local.key_sets)
    JWKS_MAX_STALE_SECONDS        = var.jwks_max_stale_seconds == null ? null : tostring(var.jwks_max_stale_seconds)
    FIELD_PERMISSIONS             = jsonencode(var.field_permissions)
    AUTHORIZER_RESULT_TTL_SECONDS = var.authorizer_result_ttl_seconds == null ? null : tostring(var.authorizer_result_ttl_seconds)
    CLOCK_SKEW_SECONDS            = var.clock_skew_seconds == null ? null : tostring(var.clock_skew_seconds)
    TOKEN_PREFIX                  = var.token_prefix
    SSL_CERT_FILE                 = var.ssl_cert_file
  }

  # Members without a value are left out, not sent as null.
  key_sets = var.auth0_jwks == null ? {} : {
    for domain, set in var.auth0_jwks : domain => merge(
      set.fetchedAt == null ? {} : { fetchedAt = set.fetchedAt },
      { keys = [for key in set.keys : { for member, value in key : member => value if value != null }] },
    )
  }
}
