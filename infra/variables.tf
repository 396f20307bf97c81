variable "name" {
  description = "Name of the deployment and prefix of every name in it; one AWS account holds each name once. A part `prod` or `production` marks a production deployment."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}[a-z0-9]$", var.name))
    error_message = "The name has 3 to 32 lower-case letters, digits and hyphens, begins with a letter and doesn't end with a hyphen."
  }
}

variable "tags" {
  description = "Further tags of everything that takes tags."
  type        = map(string)
  default     = {}
  nullable    = false

  # What all of the services take; AppSync's list is the shortest.
  validation {
    condition     = length(var.tags) <= 48 && alltrue([for key in keys(var.tags) : can(regex("^[A-Za-z0-9 _.:/=+-]{1,128}$", key)) && !startswith(lower(key), "aws:")])
    error_message = "Give at most 48 tags. A key has 1 to 128 letters of a to z, digits, spaces and _ . : / = + -, and doesn't begin with aws:."
  }

  validation {
    condition     = alltrue([for value in values(var.tags) : can(regex("^[\\p{L}\\p{N} _.:/=+@-]{0,256}$", value))])
    error_message = "A tag's value has at most 256 letters, digits, spaces and _ . : / = + - @."
  }
}

variable "zip_directory" {
  description = "Folder that holds NAME/bootstrap.zip for each function; null means the repository's own target/lambda."
  type        = string
  default     = null
}

variable "architecture" {
  description = "Processor that the zips were built for: arm64 or x86_64."
  type        = string
  default     = "arm64"
  nullable    = false

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "The architecture is arm64 or x86_64."
  }
}

variable "functions" {
  description = "By function (authorizer, query-resolver, mutation-resolver), any of: memory_mb (512), timeout_seconds (8 for the authorizer, where it stays below 10; 10 for the resolvers, at most 30), reserved_concurrency, provisioned_concurrency, and live_version, the version that live points to (the newest)."
  # A map, because an object would drop a name that it doesn't know.
  type = map(object({
    memory_mb               = optional(number, 512)
    timeout_seconds         = optional(number)
    reserved_concurrency    = optional(number)
    provisioned_concurrency = optional(number, 0)
    live_version            = optional(number)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = length(setsubtract(keys(var.functions), ["authorizer", "query-resolver", "mutation-resolver"])) == 0
    error_message = "The functions are authorizer, query-resolver and mutation-resolver."
  }

  validation {
    condition     = alltrue([for name, settings in var.functions : name == "authorizer" || settings.timeout_seconds == null ? true : settings.timeout_seconds <= 30])
    error_message = "A resolver's timeout is at most 30 seconds, after which AppSync gives up on a request."
  }

  validation {
    condition     = alltrue([for name, settings in var.functions : name != "authorizer" || settings.timeout_seconds == null ? true : settings.timeout_seconds < 10])
    error_message = "The authorizer's timeout stays below 10 seconds, after which AppSync gives up."
  }
}

variable "log_level" {
  description = "Least level that the functions log: TRACE, DEBUG, INFO, WARN, ERROR or FATAL."
  type        = string
  default     = "INFO"
  nullable    = false
}

variable "log_retention_days" {
  description = "Days that CloudWatch keeps the logs of the API and the functions."
  type        = number
  default     = 30
  nullable    = false
}

variable "xray_tracing" {
  description = "Whether the API and the functions record X-Ray traces."
  type        = bool
  default     = true
  nullable    = false
}
