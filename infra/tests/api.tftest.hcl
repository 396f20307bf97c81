# The API in both modes: who verifies, what is logged, what is bounded.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name            = "example"
  auth0_domains   = ["tenant.eu.auth0.com"]
  auth0_audiences = ["https://records.example"]
  zip_directory   = "./tests/lambda"
}

run "the_authorizer_is_the_only_mode_and_its_answer_decides_the_cache_time" {
  assert {
    condition     = aws_appsync_graphql_api.records.authentication_type == "AWS_LAMBDA" && length(aws_appsync_graphql_api.records.openid_connect_config) == 0 && length(aws_appsync_graphql_api.records.additional_authentication_provider) == 0
    error_message = "Lambda authorization is the only mode."
  }

  assert {
    condition     = one(aws_appsync_graphql_api.records.lambda_authorizer_config).authorizer_result_ttl_in_seconds == 0
    error_message = "The API's own TTL is an explicit 0."
  }

  assert {
    condition     = endswith(one(aws_appsync_graphql_api.records.lambda_authorizer_config).authorizer_uri, ":live")
    error_message = "AppSync asks the alias, not the newest code."
  }

  assert {
    condition     = one(aws_appsync_graphql_api.records.lambda_authorizer_config).identity_validation_expression == "^[!-~]{1,8192}( [!-~]{1,8192})?$"
    error_message = "The expression is anchored and bounded."
  }

  # Terraform's own expressions count to 1000 only, so the alphabet is tried with that bound.
  assert {
    condition     = alltrue([for token in ["a", "Bearer a.b.c", "{\"not\":\"a-token\"}"] : can(regex(replace(one(aws_appsync_graphql_api.records.lambda_authorizer_config).identity_validation_expression, "8192", "1000"), token))])
    error_message = "What the authorizer can explain reaches it."
  }

  assert {
    condition     = alltrue([for token in ["", " a", "a ", "a b c", "a\tb", "ä", format("%01001d", 0)] : !can(regex(replace(one(aws_appsync_graphql_api.records.lambda_authorizer_config).identity_validation_expression, "8192", "1000"), token))])
    error_message = "Other alphabets and lengths don't reach the authorizer."
  }
}

run "the_token_is_not_logged_and_the_log_is_bounded" {
  assert {
    condition     = one(aws_appsync_graphql_api.records.log_config).field_log_level == "ERROR" && one(aws_appsync_graphql_api.records.log_config).exclude_verbose_content
    error_message = "Verbose content holds the headers."
  }

  assert {
    condition     = aws_cloudwatch_log_group.api.name == "/aws/appsync/apis/${aws_appsync_graphql_api.records.id}" && aws_cloudwatch_log_group.api.retention_in_days == 30
    error_message = "The API's log group is managed and has a retention."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.api_log.policy).Statement == [{ Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "${aws_cloudwatch_log_group.api.arn}:*" }]
    error_message = "The API writes its own log and nothing else."
  }

  assert {
    condition     = jsondecode(aws_iam_role.api_log.assume_role_policy).Statement == [{ Effect = "Allow", Principal = { Service = "appsync.amazonaws.com" }, Action = "sts:AssumeRole", Condition = { StringEquals = { "aws:SourceAccount" = "123456789012" } } }]
    error_message = "Only AppSync, for this account, assumes the log role."
  }
}

run "requests_are_bounded_and_the_schema_is_the_file" {
  assert {
    condition     = aws_appsync_graphql_api.records.query_depth_limit == 15 && aws_appsync_graphql_api.records.resolver_count_limit == 100 && aws_appsync_graphql_api.records.xray_enabled
    error_message = "Depth and number of resolvers are limited, traces are on."
  }

  assert {
    condition     = aws_appsync_graphql_api.records.schema == file("./schema.graphql")
    error_message = "The schema is infra/schema.graphql."
  }

  assert {
    condition     = aws_appsync_graphql_api.records.introspection_config == "ENABLED"
    error_message = "A name that doesn't say production leaves introspection on."
  }

  assert {
    condition     = aws_appsync_graphql_api.records.tags == tomap({ application = "example", managed-by = "terraform" })
    error_message = "Tags come from the name."
  }
}

run "production_answers_no_introspection" {
  variables {
    name = "records-prod"
  }

  assert {
    condition     = aws_appsync_graphql_api.records.introspection_config == "DISABLED"
    error_message = "Off where the name says production."
  }
}

run "introspection_can_be_chosen" {
  variables {
    name          = "records-production"
    introspection = true
  }

  assert {
    condition     = aws_appsync_graphql_api.records.introspection_config == "ENABLED"
    error_message = "The variable wins over the name."
  }
}

run "a_name_that_merely_contains_prod_is_not_production" {
  variables {
    name = "products"
  }

  assert {
    condition     = aws_appsync_graphql_api.records.introspection_config == "ENABLED"
    error_message = "Only a whole part of the name counts."
  }
}

run "oidc_leaves_the_verification_to_appsync" {
  variables {
    authorization    = "oidc"
    auth0_client_ids = ["client-1", "client_2"]
  }

  assert {
    condition     = aws_appsync_graphql_api.records.authentication_type == "OPENID_CONNECT" && length(aws_appsync_graphql_api.records.lambda_authorizer_config) == 0 && length(module.authorizer) == 0
    error_message = "No authorizer is deployed."
  }

  assert {
    condition     = one(aws_appsync_graphql_api.records.openid_connect_config).issuer == "https://tenant.eu.auth0.com/"
    error_message = "Auth0's issuer ends with a slash."
  }

  assert {
    condition     = one(aws_appsync_graphql_api.records.openid_connect_config).client_id == "^(client-1|client_2)$"
    error_message = "The expression is anchored around the whole alternation."
  }

  assert {
    condition     = length(aws_appsync_resolver.field) == length(jsondecode(file("./fields.json")))
    error_message = "The resolvers stay."
  }
}

run "the_outputs_can_be_pasted" {
  variables {
    # Nothing of it is the shell's.
    token_prefix = "it's:$(id)"
  }

  assert {
    condition     = output.curl == "curl -sS 'https://example.test/graphql' -H 'Authorization: it'\\''s:$(id)'\"$TOKEN\" -H 'Content-Type: application/json' --data '{\"query\":\"{ me { sub permissions } }\"}'"
    error_message = "The line is complete: ${output.curl}"
  }

  assert {
    condition     = output.function_names == { authorizer = "example-authorizer", query-resolver = "example-query-resolver", mutation-resolver = "example-mutation-resolver" }
    error_message = "Each function has the deployment's name."
  }
}
