# The table: keys, indexes, expiry, and what keeps it from being lost.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name            = "example"
  auth0_domains   = ["tenant.eu.auth0.com"]
  auth0_audiences = ["https://records.example"]
  zip_directory   = "./tests/lambda"
}

run "records_are_kept_by_owner_with_two_local_indexes" {
  assert {
    condition     = aws_dynamodb_table.records.name == "example-records" && aws_dynamodb_table.records.hash_key == "owner" && aws_dynamodb_table.records.range_key == "id" && aws_dynamodb_table.records.billing_mode == "PAY_PER_REQUEST"
    error_message = "The keys are owner and id, on demand."
  }

  assert {
    condition     = { for index in aws_dynamodb_table.records.local_secondary_index : index.name => [index.range_key, index.projection_type] } == { by-creation = ["creationKey", "ALL"], by-kind = ["kindKey", "ALL"] }
    error_message = "The indexes are by-creation and by-kind, with whole records."
  }

  assert {
    condition     = { for attribute in aws_dynamodb_table.records.attribute : attribute.name => attribute.type } == { owner = "S", id = "S", creationKey = "S", kindKey = "S" }
    error_message = "Every key is a string."
  }

  assert {
    condition     = one(aws_dynamodb_table.records.ttl).enabled && one(aws_dynamodb_table.records.ttl).attribute_name == "expiresAt"
    error_message = "Records expire by expiresAt."
  }
}

run "records_are_protected_by_default" {
  assert {
    condition     = aws_dynamodb_table.records.deletion_protection_enabled && one(aws_dynamodb_table.records.point_in_time_recovery).enabled && one(aws_dynamodb_table.records.server_side_encryption).enabled
    error_message = "Deletion protection, recovery and encryption are on."
  }
}

run "protection_can_be_given_up" {
  variables {
    deletion_protection    = false
    point_in_time_recovery = false
    table_name             = "restored"
  }

  assert {
    condition     = !aws_dynamodb_table.records.deletion_protection_enabled && !one(aws_dynamodb_table.records.point_in_time_recovery).enabled && aws_dynamodb_table.records.name == "restored"
    error_message = "The variables decide."
  }
}
