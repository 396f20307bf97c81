locals {
  # Root field → the function that serves it and the permission that it needs.
  fields             = jsondecode(file("${path.module}/fields.json"))
  field_permissions  = { for field, rule in local.fields : field => rule.permission }
  resolver_functions = toset([for rule in values(local.fields) : rule.function])

  # Function → the table operations that its code calls.
  operations = jsondecode(file("${path.module}/operations.json"))

  # Every function's settings, those of the variable and the defaults.
  functions = { for name in setunion(["authorizer"], local.resolver_functions) : name => {
    memory_mb               = try(var.functions[name].memory_mb, 512)
    timeout_seconds         = try(coalesce(var.functions[name].timeout_seconds), name == "authorizer" ? 8 : 10)
    reserved_concurrency    = try(var.functions[name].reserved_concurrency, null)
    provisioned_concurrency = try(var.functions[name].provisioned_concurrency, 0)
    live_version            = try(var.functions[name].live_version, null)
  } }

  zip_directory = var.zip_directory == null ? "${path.module}/../target/lambda" : var.zip_directory

  production    = can(regex("(^|-)(prod|production)(-|$)", var.name))
  introspection = var.introspection == null ? !local.production : var.introspection

  token_prefix = var.token_prefix == null ? "" : var.token_prefix

  tags = merge({ application = var.name, managed-by = "terraform" }, var.tags)
}
