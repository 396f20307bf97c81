variable "table_name" {
  description = "Name of the table; null means the deployment's name with -records. Set it after a restore, which makes a new table."
  type        = string
  default     = null

  validation {
    condition     = var.table_name == null ? true : can(regex("^[A-Za-z0-9_.-]{3,255}$", var.table_name))
    error_message = "A table's name has 3 to 255 letters, digits, underscores, dots and hyphens."
  }
}

variable "deletion_protection" {
  description = "Whether the table refuses to be deleted. Set it to false and apply before a destroy."
  type        = bool
  default     = true
  nullable    = false
}

variable "point_in_time_recovery" {
  description = "Whether the table can be restored to any second of the last 35 days."
  type        = bool
  default     = true
  nullable    = false
}
