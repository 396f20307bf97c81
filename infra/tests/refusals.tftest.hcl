# What a plan of the whole refuses.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name            = "example"
  auth0_domains   = ["tenant.eu.auth0.com"]
  auth0_audiences = ["https://records.example"]
  zip_directory   = "./tests/lambda"
}

run "both_modes_at_once_are_refused" {
  command = plan

  variables {
    authorization = "lambda,oidc"
  }

  expect_failures = [var.authorization]
}

run "oidc_without_client_ids_is_refused" {
  command = plan

  variables {
    authorization = "oidc"
  }

  expect_failures = [var.authorization]
}

run "oidc_without_an_audience_is_refused" {
  command = plan

  variables {
    authorization    = "oidc"
    auth0_client_ids = ["client-1"]
    auth0_audiences  = []
  }

  expect_failures = [var.authorization]
}

run "oidc_with_several_domains_is_refused" {
  command = plan

  variables {
    authorization    = "oidc"
    auth0_client_ids = ["client-1"]
    auth0_domains    = ["tenant.eu.auth0.com", "login.example.com"]
  }

  expect_failures = [var.authorization]
}

run "oidc_with_a_setting_of_the_authorizer_is_refused" {
  command = plan

  variables {
    authorization      = "oidc"
    auth0_client_ids   = ["client-1"]
    clock_skew_seconds = 5
  }

  expect_failures = [var.authorization]
}

run "wrong_values_are_refused" {
  command = plan

  variables {
    name                 = "Has_Capitals"
    auth0_domains        = ["https://tenant.eu.auth0.com/"]
    auth0_client_ids     = ["a|b"]
    architecture         = "riscv64"
    functions            = { query-resolver = { timeout_seconds = 31 } }
    query_depth_limit    = 0
    resolver_count_limit = 0
    max_batch_size       = 2001
    table_name           = "a"
  }

  expect_failures = [
    var.name, var.auth0_domains, var.auth0_client_ids, var.architecture, var.functions,
    var.query_depth_limit, var.resolver_count_limit, var.max_batch_size, var.table_name,
  ]
}

run "an_authorizer_that_may_take_as_long_as_appsync_waits_is_refused" {
  command = plan

  variables {
    functions = { authorizer = { timeout_seconds = 10 } }
  }

  expect_failures = [var.functions]
}

run "settings_of_a_function_that_is_not_there_are_refused" {
  command = plan

  variables {
    functions = { query_resolver = { live_version = 6 } }
  }

  expect_failures = [var.functions]
}

run "a_key_of_a_tag_that_appsync_refuses_is_refused" {
  command = plan

  variables {
    tags = { "größe" = "1" }
  }

  expect_failures = [var.tags]
}

run "a_key_of_a_tag_that_is_aws_own_is_refused" {
  command = plan

  variables {
    tags = { "AWS:owner" = "team" }
  }

  expect_failures = [var.tags]
}

run "a_value_of_a_tag_that_a_service_refuses_is_refused" {
  command = plan

  variables {
    tags = { owner = "team, and others" }
  }

  expect_failures = [var.tags]
}
