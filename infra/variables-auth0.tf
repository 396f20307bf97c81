# Whose tokens count, and how. modules/authorizer checks the values; here stand the checks
# of what the oidc mode uses without it. A value that is left null is left to the program.

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
}

variable "auth0_token_profile" {
  description = "Kind of token: access_token (Auth0's own, the default), rfc9068_profile or id_token."
  type        = string
  default     = null
}

variable "auth0_permissions" {
  description = "Where permissions come from: permissions (default), scope, both, the name of a namespaced claim, or none (every valid token has every permission)."
  type        = string
  default     = null
}

variable "auth0_client_ids" {
  description = "Clients whose tokens are accepted; null accepts every client of the tenant. Required with id_tokens."
  type        = list(string)
  default     = null

  validation {
    condition     = var.auth0_client_ids == null ? true : length(var.auth0_client_ids) > 0 && alltrue([for id in var.auth0_client_ids : can(regex("^[A-Za-z0-9_-]+$", id))])
    error_message = "Give at least one client id, of letters, digits, hyphens and underscores, or null."
  }
}

variable "auth0_organizations" {
  description = "Organisations (org_id) whose tokens are accepted; [\"any\"] accepts all; null refuses tokens of an organisation."
  type        = list(string)
  default     = null
}

variable "auth0_client_credentials" {
  description = "Whether tokens of machines are accepted: allow (default) or deny."
  type        = string
  default     = null
}

variable "auth0_algorithms" {
  description = "Accepted signature algorithms: RS256 (default), PS256, or both."
  type        = list(string)
  default     = null
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
}

variable "jwks_max_stale_seconds" {
  description = "How long keys serve without a successful refresh, in seconds, 1 to 31536000; the default is 86400."
  type        = number
  default     = null
}

variable "authorizer_result_ttl_seconds" {
  description = "How long AppSync may keep a decision, in seconds, 0 to 3600; the default is 300. A decision never outlives its token."
  type        = number
  default     = null
}

variable "clock_skew_seconds" {
  description = "Tolerance for nbf and iat in seconds, 0 to 60, never for exp; the default is 5."
  type        = number
  default     = null
}

variable "token_prefix" {
  description = "Text that must stand before the token and is stripped; needed only where an API also enables AppSync's OpenID Connect or Cognito mode, which would take a bare JWT for themselves."
  type        = string
  default     = null
}

variable "ssl_cert_file" {
  description = "Path, inside the function, of root certificates to use instead of the built-in ones."
  type        = string
  default     = null
}
