variable "name" {
  description = "Name of the function, its role and its log group."
  type        = string
}

variable "zip" {
  description = "Path of the authorizer's zip, target/lambda/authorizer/bootstrap.zip after a build."
  type        = string
}

variable "api_arn" {
  description = "ARN of the one AppSync API that may invoke the authorizer."
  type        = string
}

variable "field_permissions" {
  description = "Root field (`Query.getRecord`) to the permission that it needs; null means that a valid token is enough. The authorizer denies listed fields only, so list every root field of the API."
  type        = map(string)

  validation {
    condition     = length(var.field_permissions) > 0 && alltrue([for field in keys(var.field_permissions) : can(regex("^(Query|Mutation|Subscription)\\.[_A-Za-z][_0-9A-Za-z]*$", field))])
    error_message = "Give at least one field, each named Query.field, Mutation.field or Subscription.field."
  }
}

variable "architecture" {
  description = "Processor that the zip was built for: arm64 or x86_64."
  type        = string
  default     = "arm64"
  nullable    = false
}

variable "memory_mb" {
  description = "Memory in MB, 128 to 10240; processor time grows with it."
  type        = number
  default     = 512
  nullable    = false
}

variable "timeout_seconds" {
  description = "Longest run of one decision in seconds, 1 to 9: AppSync gives up after 10."
  type        = number
  default     = 8
  nullable    = false

  validation {
    condition     = var.timeout_seconds < 10
    error_message = "The authorizer's timeout stays below 10 seconds, after which AppSync gives up."
  }
}

variable "reserved_concurrency" {
  description = "Most decisions at a time, taken out of the account's limit; null shares the account's limit, 0 stops the function."
  type        = number
  default     = null
}

variable "provisioned_concurrency" {
  description = "Environments of the live version that are kept warm; 0 keeps none."
  type        = number
  default     = 0
  nullable    = false
}

variable "live_version" {
  description = "Published version that the alias live points to, for a rollback; null means the newest."
  type        = number
  default     = null
}

variable "log_level" {
  description = "Least level that the function logs: TRACE, DEBUG, INFO, WARN, ERROR or FATAL."
  type        = string
  default     = "INFO"
  nullable    = false
}

variable "log_retention_days" {
  description = "Days that CloudWatch keeps the log."
  type        = number
  default     = 30
  nullable    = false
}

variable "xray_tracing" {
  description = "Whether the function records X-Ray traces."
  type        = bool
  default     = true
  nullable    = false
}

variable "tags" {
  description = "Tags of everything that takes tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
