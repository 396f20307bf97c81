variable "name" {
  description = "Name of the function, its role and its log group."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9-]{1,64}$", var.name))
    error_message = "The name has 1 to 64 letters, digits and hyphens."
  }
}

variable "zip" {
  description = "Path of the function's zip, whose root holds the program `bootstrap`."
  type        = string

  validation {
    condition     = fileexists(var.zip)
    error_message = "There is no zip at ${var.zip}. Build it first: cargo lambda build --release ${var.architecture == "arm64" ? "--arm64" : "--x86-64"} --output-format zip --skip-target-check -p authorizer -p resolvers && infra/reproduce-zips"
  }
}

variable "architecture" {
  description = "Processor that the zip was built for: arm64 or x86_64."
  type        = string

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "The architecture is arm64 or x86_64."
  }
}

variable "memory_mb" {
  description = "Memory in MB, 128 to 10240; processor time grows with it."
  type        = number

  validation {
    condition     = var.memory_mb >= 128 && var.memory_mb <= 10240 && floor(var.memory_mb) == var.memory_mb
    error_message = "The memory is a whole number of MB from 128 to 10240."
  }
}

variable "timeout_seconds" {
  description = "Longest run of one invocation in seconds, 1 to 900."
  type        = number

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 900 && floor(var.timeout_seconds) == var.timeout_seconds
    error_message = "The timeout is a whole number of seconds from 1 to 900."
  }
}

variable "environment" {
  description = "Environment variables; null values are left out. Lambda allows 4 KB for all of them, counted as JSON text."
  type        = map(string)
}

variable "log_level" {
  description = "Least level that the function logs: TRACE, DEBUG, INFO, WARN, ERROR or FATAL."
  type        = string

  validation {
    condition     = contains(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"], var.log_level)
    error_message = "The log level is TRACE, DEBUG, INFO, WARN, ERROR or FATAL."
  }
}

variable "log_retention_days" {
  description = "Days that CloudWatch keeps the log."
  type        = number

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653 days."
  }
}

variable "xray_tracing" {
  description = "Whether the function records X-Ray traces."
  type        = bool
}

variable "reserved_concurrency" {
  description = "Most invocations at a time, taken out of the account's limit; null shares the account's limit, 0 stops the function."
  type        = number
  default     = null

  validation {
    condition     = var.reserved_concurrency == null ? true : var.reserved_concurrency >= 0 && floor(var.reserved_concurrency) == var.reserved_concurrency
    error_message = "The reserved concurrency is a whole number, 0 or more, or null."
  }
}

variable "provisioned_concurrency" {
  description = "Environments of the live version that are kept warm; 0 keeps none."
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = var.provisioned_concurrency >= 0 && floor(var.provisioned_concurrency) == var.provisioned_concurrency
    error_message = "The provisioned concurrency is a whole number, 0 or more."
  }

  validation {
    condition     = var.reserved_concurrency == null ? true : var.provisioned_concurrency <= var.reserved_concurrency
    error_message = "No more environments can be kept warm than the reserved concurrency lets run."
  }
}

variable "live_version" {
  description = "Published version that the alias live points to, for a rollback; null means the newest."
  type        = number
  default     = null

  validation {
    condition     = var.live_version == null ? true : var.live_version >= 1 && floor(var.live_version) == var.live_version
    error_message = "The live version is the number of a published version, 1 or more, or null."
  }
}

variable "tags" {
  description = "Tags of everything that takes tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
