# What the authorizer accepts. A value that is left null is left out of the environment,
# and the program's own default holds.

variable "auth0_domains" {
  description = "Domains of one Auth0 tenant, without a scheme, the main one first and custom domains after it. (`http://127.0.0.1:PORT` is taken too, for a tenant on the same machine.)"
  type        = list(string)

  validation {
    condition     = length(var.auth0_domains) > 0 && alltrue([for domain in var.auth0_domains : can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+|http://127\\.0\\.0\\.1:[0-9]{1,5})$", domain))])
    error_message = "Give at least one domain in lower case, without a scheme or slash, such as tenant.eu.auth0.com."
  }
}

variable "auth0_audiences" {
  description = "Accepted audiences: the API's identifier in Auth0. Empty with id_tokens, whose audience is the client."
  type        = list(string)

  validation {
    condition     = (var.auth0_token_profile == null ? "access_token" : var.auth0_token_profile) == "id_token" ? length(var.auth0_audiences) == 0 : length(var.auth0_audiences) > 0
    error_message = "Give at least one audience; with the token profile id_token give none, but auth0_client_ids."
  }

  validation {
    condition     = alltrue([for audience in var.auth0_audiences : can(regex("^[!-+\\--~]+$", audience))])
    error_message = "An audience has no spaces and no commas."
  }
}

variable "auth0_token_profile" {
  description = "Kind of token: access_token (Auth0's own, the default), rfc9068_profile or id_token."
  type        = string
  default     = null

  validation {
    condition     = var.auth0_token_profile == null ? true : contains(["access_token", "rfc9068_profile", "id_token"], var.auth0_token_profile)
    error_message = "The token profile is access_token, rfc9068_profile or id_token."
  }
}

variable "auth0_permissions" {
  description = "Where permissions come from: permissions (default), scope, both, the name of a namespaced claim, or none (every valid token has every permission)."
  type        = string
  default     = null

  validation {
    condition     = var.auth0_permissions == null ? true : can(regex("^(permissions|scope|both|none|https?://[!-~]+)$", var.auth0_permissions))
    error_message = "Permissions come from permissions, scope, both, none, or a namespaced claim such as https://example.com/permissions."
  }
}

variable "auth0_client_ids" {
  description = "Clients whose tokens are accepted; null accepts every client of the tenant. Required with id_tokens."
  type        = list(string)
  default     = null

  validation {
    condition     = var.auth0_client_ids == null ? true : length(var.auth0_client_ids) > 0 && alltrue([for id in var.auth0_client_ids : can(regex("^[A-Za-z0-9_-]+$", id))])
    error_message = "Give at least one client id, of letters, digits, hyphens and underscores, or null."
  }

  validation {
    condition     = (var.auth0_token_profile == null ? "access_token" : var.auth0_token_profile) == "id_token" ? var.auth0_client_ids != null : true
    error_message = "The token profile id_token needs auth0_client_ids: an id_token's audience is its client."
  }
}

variable "auth0_organizations" {
  description = "Organisations (org_id) whose tokens are accepted; [\"any\"] accepts all; null refuses tokens of an organisation."
  type        = list(string)
  default     = null

  validation {
    condition     = var.auth0_organizations == null ? true : length(var.auth0_organizations) > 0 && (contains(var.auth0_organizations, "any") ? length(var.auth0_organizations) == 1 : alltrue([for id in var.auth0_organizations : can(regex("^org_[A-Za-z0-9]+$", id))]))
    error_message = "Give ids such as org_abc123, or [\"any\"] alone, or null."
  }
}

variable "auth0_client_credentials" {
  description = "Whether tokens of machines are accepted: allow (default) or deny."
  type        = string
  default     = null

  validation {
    condition     = var.auth0_client_credentials == null ? true : contains(["allow", "deny"], var.auth0_client_credentials)
    error_message = "Tokens of machines are allow or deny."
  }
}

variable "auth0_algorithms" {
  description = "Accepted signature algorithms: RS256 (default), PS256, or both."
  type        = list(string)
  default     = null

  validation {
    condition     = var.auth0_algorithms == null ? true : length(var.auth0_algorithms) > 0 && length(setsubtract(var.auth0_algorithms, ["RS256", "PS256"])) == 0
    error_message = "The algorithms are RS256, PS256, or both."
  }
}

variable "auth0_jwks" {
  description = "Preloaded key sets by domain, as infra/fetch-jwks prints them: a cold start then needs no network. `fetchedAt` is in Unix seconds."
  type = map(object({
    fetchedAt = optional(number)
    keys = list(object({
      kty = string
      n   = string
      e   = string
      kid = string
      alg = optional(string)
      use = optional(string)
    }))
  }))
  default = null

  validation {
    condition     = var.auth0_jwks == null ? true : length(var.auth0_jwks) > 0 && length(setsubtract(keys(var.auth0_jwks), var.auth0_domains)) == 0
    error_message = "Preloaded keys are given by domain, and each domain is one of auth0_domains."
  }

  validation {
    condition     = var.auth0_jwks == null ? true : alltrue([for set in values(var.auth0_jwks) : length(set.keys) > 0 && alltrue([for key in set.keys : key.kty == "RSA"])])
    error_message = "A preloaded key set holds at least one key, and RSA keys only."
  }
}

variable "jwks_max_stale_seconds" {
  description = "How long keys serve without a successful refresh, in seconds, 1 to 31536000; the default is 86400."
  type        = number
  default     = null

  validation {
    condition     = var.jwks_max_stale_seconds == null ? true : var.jwks_max_stale_seconds >= 1 && var.jwks_max_stale_seconds <= 31536000 && floor(var.jwks_max_stale_seconds) == var.jwks_max_stale_seconds
    error_message = "The bound on stale keys is a whole number of seconds from 1 to 31536000, a year."
  }
}

variable "authorizer_result_ttl_seconds" {
  description = "How long AppSync may keep a decision, in seconds, 0 to 3600; the default is 300. A decision never outlives its token."
  type        = number
  default     = null

  validation {
    condition     = var.authorizer_result_ttl_seconds == null ? true : var.authorizer_result_ttl_seconds >= 0 && var.authorizer_result_ttl_seconds <= 3600 && floor(var.authorizer_result_ttl_seconds) == var.authorizer_result_ttl_seconds
    error_message = "The TTL is a whole number of seconds from 0 to 3600."
  }
}

variable "clock_skew_seconds" {
  description = "Tolerance for nbf and iat in seconds, 0 to 60, never for exp; the default is 5."
  type        = number
  default     = null

  validation {
    condition     = var.clock_skew_seconds == null ? true : var.clock_skew_seconds >= 0 && var.clock_skew_seconds <= 60 && floor(var.clock_skew_seconds) == var.clock_skew_seconds
    error_message = "The tolerance is a whole number of seconds from 0 to 60."
  }
}

variable "token_prefix" {
  description = "Text that must stand before the token and is stripped; needed only where an API also enables AppSync's OpenID Connect or Cognito mode, which would take a bare JWT for themselves."
  type        = string
  default     = null

  validation {
    condition     = var.token_prefix == null ? true : can(regex("^[!-~]{1,64}$", var.token_prefix)) && lower(var.token_prefix) != "bearer"
    error_message = "The prefix has 1 to 64 printable characters without spaces, and is not Bearer."
  }
}

variable "ssl_cert_file" {
  description = "Path, inside the function, of root certificates to use instead of the built-in ones."
  type        = string
  default     = null

  validation {
    condition     = var.ssl_cert_file == null ? true : startswith(var.ssl_cert_file, "/")
    error_message = "The path of the root certificates is absolute."
  }
}
