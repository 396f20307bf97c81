variable "auth0_domain" {
  description = "The Auth0 tenant's domain, without a scheme."
  type        = string
}

variable "auth0_audience" {
  description = "The API's identifier in Auth0."
  type        = string
}

variable "authorizer_zip" {
  description = "Path of the authorizer's zip."
  type        = string
  default     = "../../../target/lambda/authorizer/bootstrap.zip"
}
