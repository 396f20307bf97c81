# One resolver a field, and for each function exactly the grants that it needs.

mock_provider "aws" {
  source = "./tests/mocks"
}

# The mocked provider gives every alias the same ARN; these tell them apart.
override_resource {
  target = module.resolver["query-resolver"].aws_lambda_alias.live
  values = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:query:live" }
}

override_resource {
  target = module.resolver["mutation-resolver"].aws_lambda_alias.live
  values = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:mutation:live" }
}

variables {
  name            = "example"
  auth0_domains   = ["tenant.eu.auth0.com"]
  auth0_audiences = ["https://records.example"]
  zip_directory   = "./tests/lambda"
}

run "every_field_has_one_resolver_at_its_function" {
  assert {
    condition     = keys(aws_appsync_resolver.field) == keys(jsondecode(file("./fields.json")))
    error_message = "The resolvers are those of fields.json."
  }

  assert {
    condition     = alltrue([for field, resolver in aws_appsync_resolver.field : "${resolver.type}.${resolver.field}" == field && resolver.kind == "UNIT" && resolver.max_batch_size == 100])
    error_message = "A resolver stands at its own field and takes batches."
  }

  assert {
    condition     = alltrue([for field, rule in jsondecode(file("./fields.json")) : aws_appsync_resolver.field[field].data_source == replace(rule.function, "-", "_")])
    error_message = "A field is served by the function that fields.json names."
  }

  assert {
    condition     = { for name, source in aws_appsync_datasource.function : name => one(source.lambda_config).function_arn } == { for name in ["query-resolver", "mutation-resolver"] : name => "arn:aws:lambda:eu-central-1:123456789012:function:${split("-", name)[0]}:live" }
    error_message = "A data source calls its function's live alias."
  }
}

run "each_data_source_may_invoke_its_one_function_for_this_api_alone" {
  assert {
    condition     = alltrue([for role in aws_iam_role.invoke : jsondecode(role.assume_role_policy).Statement == [{ Effect = "Allow", Principal = { Service = "appsync.amazonaws.com" }, Action = "sts:AssumeRole", Condition = { ArnEquals = { "aws:SourceArn" = aws_appsync_graphql_api.records.arn } } }]])
    error_message = "Only this API assumes the role."
  }

  assert {
    condition     = { for name, policy in aws_iam_role_policy.invoke : name => jsondecode(policy.policy).Statement } == { for name in ["query-resolver", "mutation-resolver"] : name => [{ Effect = "Allow", Action = "lambda:InvokeFunction", Resource = "arn:aws:lambda:eu-central-1:123456789012:function:${split("-", name)[0]}:live" }] }
    error_message = "The grant names one alias of one function."
  }
}

run "each_function_may_do_exactly_its_operations_on_this_table" {
  assert {
    condition     = alltrue([for name, operations in jsondecode(file("./operations.json")) : jsondecode(aws_iam_role_policy.table[name].policy).Statement[0].Action == operations])
    error_message = "The operations are those of operations.json."
  }

  assert {
    condition     = keys(aws_iam_role_policy.table) == keys(jsondecode(file("./operations.json")))
    error_message = "No function is granted what operations.json doesn't list."
  }

  assert {
    condition = alltrue([for policy in aws_iam_role_policy.table : length(jsondecode(policy.policy).Statement) == 1 && toset(jsondecode(policy.policy).Statement[0].Resource) == toset([
      aws_dynamodb_table.records.arn,
      "${aws_dynamodb_table.records.arn}/index/by-creation",
      "${aws_dynamodb_table.records.arn}/index/by-kind",
    ])])
    error_message = "The grant names this table and its two indexes."
  }

  assert {
    condition     = alltrue([for name, policy in aws_iam_role_policy.table : policy.role == "example-${name}"])
    error_message = "The grant is the function's own."
  }
}

run "what_is_said_of_one_function_leaves_the_others_as_they_are" {
  variables {
    functions = { query-resolver = { memory_mb = 768, live_version = 6 } }
  }

  assert {
    # As text, since a null of one type is not equal to that of another.
    condition = jsonencode(local.functions) == jsonencode({
      authorizer        = { memory_mb = 512, timeout_seconds = 8, reserved_concurrency = null, provisioned_concurrency = 0, live_version = null }
      query-resolver    = { memory_mb = 768, timeout_seconds = 10, reserved_concurrency = null, provisioned_concurrency = 0, live_version = 6 }
      mutation-resolver = { memory_mb = 512, timeout_seconds = 10, reserved_concurrency = null, provisioned_concurrency = 0, live_version = null }
    })
    error_message = "Defaults and what is said make the settings: ${jsonencode(local.functions)}"
  }
}
