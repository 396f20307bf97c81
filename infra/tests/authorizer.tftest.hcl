# modules/authorizer: its environment, the one grant to invoke it, and what it refuses.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name              = "example-authorizer"
  zip               = "./tests/lambda/authorizer/bootstrap.zip"
  api_arn           = "arn:aws:appsync:eu-central-1:123456789012:apis/anotherapi"
  auth0_domains     = ["tenant.eu.auth0.com"]
  auth0_audiences   = ["https://records.example"]
  field_permissions = { "Query.me" = null, "Query.getRecord" = "read:records" }
}

run "only_the_named_api_may_invoke_and_only_the_live_alias" {
  module {
    source = "./modules/authorizer"
  }

  assert {
    condition     = aws_lambda_permission.api.principal == "appsync.amazonaws.com" && aws_lambda_permission.api.action == "lambda:InvokeFunction"
    error_message = "AppSync invokes the authorizer."
  }

  assert {
    condition     = aws_lambda_permission.api.source_arn == var.api_arn
    error_message = "The permission is for this API."
  }

  assert {
    condition     = aws_lambda_permission.api.function_name == module.function.function_arn && aws_lambda_permission.api.qualifier == "live"
    error_message = "The permission is for the alias that AppSync calls."
  }
}

run "what_is_not_set_is_not_in_the_environment" {
  module {
    source = "./modules/authorizer"
  }

  assert {
    condition = { for name, value in local.environment : name => value if value != null } == {
      AUTH0_DOMAIN      = "tenant.eu.auth0.com"
      AUTH0_AUDIENCE    = "https://records.example"
      FIELD_PERMISSIONS = "{\"Query.getRecord\":\"read:records\",\"Query.me\":null}"
    }
    error_message = "Unset variables are left to the program's defaults."
  }
}

run "every_setting_has_its_variable" {
  module {
    source = "./modules/authorizer"
  }

  variables {
    auth0_domains                 = ["tenant.eu.auth0.com", "login.example.com"]
    auth0_audiences               = ["https://records.example", "https://other.example"]
    auth0_token_profile           = "rfc9068_profile"
    auth0_permissions             = "https://example.com/permissions"
    auth0_client_ids              = ["client-1", "client_2"]
    auth0_organizations           = ["org_1", "org_2"]
    auth0_client_credentials      = "deny"
    auth0_algorithms              = ["RS256", "PS256"]
    auth0_jwks                    = { "tenant.eu.auth0.com" = { fetchedAt = 1700000000, keys = [{ kty = "RSA", n = "n0", e = "AQAB", kid = "k1", use = "sig" }] } }
    jwks_max_stale_seconds        = 3600
    authorizer_result_ttl_seconds = 0
    clock_skew_seconds            = 0
    token_prefix                  = "records:"
    ssl_cert_file                 = "/var/task/roots.pem"
  }

  assert {
    condition = local.environment == {
      AUTH0_DOMAIN                  = "tenant.eu.auth0.com,login.example.com"
      AUTH0_AUDIENCE                = "https://records.example,https://other.example"
      AUTH0_TOKEN_PROFILE           = "rfc9068_profile"
      AUTH0_PERMISSIONS             = "https://example.com/permissions"
      AUTH0_CLIENT_IDS              = "client-1,client_2"
      AUTH0_ORGANIZATIONS           = "org_1,org_2"
      AUTH0_CLIENT_CREDENTIALS      = "deny"
      AUTH0_ALGORITHMS              = "RS256,PS256"
      AUTH0_JWKS                    = "{\"tenant.eu.auth0.com\":{\"fetchedAt\":1700000000,\"keys\":[{\"e\":\"AQAB\",\"kid\":\"k1\",\"kty\":\"RSA\",\"n\":\"n0\",\"use\":\"sig\"}]}}"
      JWKS_MAX_STALE_SECONDS        = "3600"
      FIELD_PERMISSIONS             = "{\"Query.getRecord\":\"read:records\",\"Query.me\":null}"
      AUTHORIZER_RESULT_TTL_SECONDS = "0"
      CLOCK_SKEW_SECONDS            = "0"
      TOKEN_PREFIX                  = "records:"
      SSL_CERT_FILE                 = "/var/task/roots.pem"
    }
    error_message = "Each setting reaches the authorizer, zeros included."
  }
}

run "id_tokens_name_clients_instead_of_audiences" {
  module {
    source = "./modules/authorizer"
  }

  variables {
    auth0_token_profile = "id_token"
    auth0_audiences     = []
    auth0_client_ids    = ["client-1"]
  }

  assert {
    condition     = local.environment.AUTH0_AUDIENCE == null && local.environment.AUTH0_CLIENT_IDS == "client-1"
    error_message = "The authorizer refuses an audience in this profile."
  }
}

run "id_tokens_without_clients_are_refused" {
  command = plan

  module {
    source = "./modules/authorizer"
  }

  variables {
    auth0_token_profile = "id_token"
  }

  expect_failures = [var.auth0_audiences, var.auth0_client_ids]
}

run "no_audience_an_unclear_client_and_keys_of_another_domain_are_refused" {
  command = plan

  module {
    source = "./modules/authorizer"
  }

  variables {
    auth0_audiences  = []
    auth0_client_ids = ["a|b"]
    auth0_jwks       = { "another.eu.auth0.com" = { keys = [{ kty = "RSA", n = "n0", e = "AQAB", kid = "k1" }] } }
  }

  expect_failures = [var.auth0_audiences, var.auth0_client_ids, var.auth0_jwks]
}

run "preloaded_keys_of_another_kind_are_refused" {
  command = plan

  module {
    source = "./modules/authorizer"
  }

  variables {
    auth0_jwks = { "tenant.eu.auth0.com" = { keys = [{ kty = "EC", n = "", e = "", kid = "k1" }] } }
  }

  expect_failures = [var.auth0_jwks]
}

run "wrong_values_are_refused" {
  command = plan

  module {
    source = "./modules/authorizer"
  }

  variables {
    auth0_domains                 = ["https://tenant.eu.auth0.com/"]
    auth0_token_profile           = "opaque"
    auth0_permissions             = "roles"
    auth0_organizations           = ["any", "org_1"]
    auth0_client_credentials      = "maybe"
    auth0_algorithms              = ["HS256"]
    jwks_max_stale_seconds        = 0
    authorizer_result_ttl_seconds = 3601
    clock_skew_seconds            = 61
    token_prefix                  = "Bearer"
    ssl_cert_file                 = "roots.pem"
    field_permissions             = {}
    timeout_seconds               = 10
  }

  expect_failures = [
    var.auth0_domains, var.auth0_token_profile, var.auth0_permissions, var.auth0_organizations,
    var.auth0_client_credentials, var.auth0_algorithms, var.jwks_max_stale_seconds,
    var.authorizer_result_ttl_seconds, var.clock_skew_seconds, var.token_prefix, var.ssl_cert_file,
    var.field_permissions, var.timeout_seconds,
  ]
}
