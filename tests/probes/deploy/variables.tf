variable "name" {
  description = "Name of the function and the beginning of every other name."
  type        = string
  default     = "appsync-probes"
}

variable "zip" {
  description = "Path of the function's zip."
  type        = string
  default     = "../../../target/lambda/probe/bootstrap.zip"
}

variable "architecture" {
  description = "Processor that the zip was built for: arm64 or x86_64."
  type        = string
  default     = "arm64"
}

variable "issuer" {
  description = "Issuer of the tokens of the OpenID Connect mode, for example https://tenant.eu.auth0.com/."
  type        = string

  validation {
    condition     = can(regex("^https?://[^/]+/$", var.issuer))
    error_message = "The issuer is a URL that ends in a slash, as the claim iss has it."
  }
}
