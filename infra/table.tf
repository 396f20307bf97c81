resource "aws_dynamodb_table" "records" {
  name                        = var.table_name == null ? "${var.name}-records" : var.table_name
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "owner"
  range_key                   = "id"
  deletion_protection_enabled = var.deletion_protection
  tags                        = local.tags

  attribute {
    name = "owner"
    type = "S"
  }

  attribute {
    name = "id"
    type = "S"
  }

  attribute {
    name = "creationKey"
    type = "S"
  }

  attribute {
    name = "kindKey"
    type = "S"
  }

  # Local indexes answer consistent reads; they can only be made together with the table.
  local_secondary_index {
    name            = "by-creation"
    range_key       = "creationKey"
    projection_type = "ALL"
  }

  local_secondary_index {
    name            = "by-kind"
    range_key       = "kindKey"
    projection_type = "ALL"
  }

  ttl {
    enabled        = true
    attribute_name = "expiresAt"
  }

  server_side_encryption {
    enabled = true
  }

  point_in_time_recovery {
    enabled = var.point_in_time_recovery
  }
}
