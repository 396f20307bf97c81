variable "authorization" {
  description = "Who verifies the token: lambda (the authorizer) or oidc (AppSync's own OpenID Connect mode)."
  type        = string
  default     = "lambda"
  nullable    = false

  validation {
    condition     = contains(["lambda", "oidc"], var.authorization)
    error_message = "Choose lambda or oidc, not both: an API that has both hands every JWT to its OpenID Connect mode and never to the Lambda authorizer."
  }

  validation {
    condition = var.authorization != "oidc" ? true : alltrue([for value in [
      var.auth0_token_profile, var.auth0_organizations, var.auth0_client_credentials, var.auth0_algorithms, var.auth0_jwks,
      var.jwks_max_stale_seconds, var.authorizer_result_ttl_seconds, var.clock_skew_seconds, var.token_prefix, var.ssl_cert_file,
    ] : value == null])
    error_message = "In oidc mode AppSync verifies the token, and settings of the authorizer would be without effect: leave auth0_token_profile, auth0_organizations, auth0_client_credentials, auth0_algorithms, auth0_jwks, jwks_max_stale_seconds, authorizer_result_ttl_seconds, clock_skew_seconds, token_prefix and ssl_cert_file unset."
  }

  validation {
    condition     = var.authorization != "oidc" ? true : var.auth0_client_ids != null && length(var.auth0_domains) == 1 && length(var.auth0_audiences) > 0
    error_message = "The oidc mode needs auth0_client_ids (without them AppSync accepts a token of any client), exactly one domain, and at least one audience."
  }
}

variable "introspection" {
  description = "Whether the schema can be queried; null means yes, except where the name says production."
  type        = bool
  default     = null
}

variable "query_depth_limit" {
  description = "Deepest nesting of a request, 1 to 75. A client's introspection query nests to about 15."
  type        = number
  default     = 15
  nullable    = false

  validation {
    condition     = var.query_depth_limit >= 1 && var.query_depth_limit <= 75 && floor(var.query_depth_limit) == var.query_depth_limit
    error_message = "The depth limit is a whole number from 1 to 75."
  }
}

variable "resolver_count_limit" {
  description = "Most resolvers that one request may run, 1 to 10000."
  type        = number
  default     = 100
  nullable    = false

  validation {
    condition     = var.resolver_count_limit >= 1 && var.resolver_count_limit <= 10000 && floor(var.resolver_count_limit) == var.resolver_count_limit
    error_message = "The resolver limit is a whole number from 1 to 10000."
  }
}

variable "max_batch_size" {
  description = "Most events of one field that AppSync hands to a resolver at a time, 1 to 2000."
  type        = number
  default     = 100
  nullable    = false

  validation {
    condition     = var.max_batch_size >= 1 && var.max_batch_size <= 2000 && floor(var.max_batch_size) == var.max_batch_size
    error_message = "The batch size is a whole number from 1 to 2000."
  }
}
