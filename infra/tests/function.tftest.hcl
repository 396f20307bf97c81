# modules/function: one function, its role and its log.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name               = "example-authorizer"
  zip                = "./tests/lambda/authorizer/bootstrap.zip"
  architecture       = "arm64"
  memory_mb          = 512
  timeout_seconds    = 8
  environment        = { PRESENT = "value", ABSENT = null }
  log_level          = "INFO"
  log_retention_days = 30
  xray_tracing       = true
}

run "a_function_is_published_behind_live_and_logs_json" {
  module {
    source = "./modules/function"
  }

  assert {
    condition     = aws_lambda_function.this.runtime == "provided.al2023" && aws_lambda_function.this.publish
    error_message = "The runtime is provided.al2023 and every change is published."
  }

  assert {
    condition     = aws_lambda_alias.live.name == "live" && aws_lambda_alias.live.function_version == "7"
    error_message = "The alias live points to the newest version."
  }

  assert {
    condition     = one(aws_lambda_function.this.logging_config).log_format == "JSON" && one(aws_lambda_function.this.logging_config).system_log_level == "WARN" && one(aws_lambda_function.this.logging_config).log_group == "/aws/lambda/example-authorizer"
    error_message = "The log is JSON, platform records begin at WARN, and it goes to the managed group."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.retention_in_days == 30
    error_message = "The log group has a retention."
  }

  assert {
    condition     = one(aws_lambda_function.this.environment).variables == tomap({ PRESENT = "value" })
    error_message = "A null value is left out of the environment."
  }

  assert {
    condition     = length(aws_lambda_provisioned_concurrency_config.live) == 0
    error_message = "Nothing is kept warm unless asked for."
  }
}

run "the_role_is_assumed_by_lambda_alone_and_writes_its_own_log_and_traces" {
  module {
    source = "./modules/function"
  }

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement == [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
    error_message = "Only Lambda assumes the role."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.log.policy).Statement == [{ Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "${aws_cloudwatch_log_group.this.arn}:*" }]
    error_message = "The log grant names the function's own group."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.trace[0].policy).Statement == [{ Effect = "Allow", Action = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], Resource = "*" }]
    error_message = "The wildcard resource is X-Ray's two actions only."
  }
}

run "without_tracing_there_is_no_wildcard_grant" {
  module {
    source = "./modules/function"
  }

  variables {
    xray_tracing = false
  }

  assert {
    condition     = length(aws_iam_role_policy.trace) == 0 && one(aws_lambda_function.this.tracing_config).mode == "PassThrough"
    error_message = "Tracing off leaves no grant behind."
  }
}

run "a_rollback_points_live_to_an_older_version" {
  module {
    source = "./modules/function"
  }

  variables {
    live_version            = 6
    provisioned_concurrency = 2
  }

  assert {
    condition     = aws_lambda_alias.live.function_version == "6"
    error_message = "live_version decides which version is in use."
  }

  assert {
    condition     = aws_lambda_provisioned_concurrency_config.live[0].qualifier == "live"
    error_message = "What is kept warm is the version in use."
  }
}

run "an_environment_of_4096_bytes_is_accepted" {
  module {
    source = "./modules/function"
  }

  # {"NAME":"…"} has 11 bytes around the value.
  variables {
    environment = { NAME = format("%04085d", 0) }
  }

  assert {
    condition     = local.environment_bytes == 4096
    error_message = "The whole JSON text is counted."
  }
}

run "an_environment_of_4097_bytes_is_refused" {
  command = plan

  module {
    source = "./modules/function"
  }

  # As many characters, one of them of two bytes.
  variables {
    environment = { NAME = "é${format("%04084d", 0)}" }
  }

  expect_failures = [aws_lambda_function.this]
}

run "a_missing_zip_is_refused" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    zip = "./tests/lambda/absent/bootstrap.zip"
  }

  expect_failures = [var.zip]
}

run "more_kept_warm_than_may_run_is_refused" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    reserved_concurrency    = 1
    provisioned_concurrency = 2
  }

  expect_failures = [var.provisioned_concurrency]
}

run "what_is_reserved_and_kept_warm_is_as_asked_for" {
  module {
    source = "./modules/function"
  }

  variables {
    reserved_concurrency    = 2
    provisioned_concurrency = 2
  }

  assert {
    condition     = aws_lambda_function.this.reserved_concurrent_executions == 2 && aws_lambda_provisioned_concurrency_config.live[0].provisioned_concurrent_executions == 2
    error_message = "The variables decide."
  }
}

run "less_than_nothing_can_not_be_reserved" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    reserved_concurrency = -1
  }

  expect_failures = [var.reserved_concurrency]
}

run "wrong_values_are_refused" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    name                    = "under_score"
    architecture            = "riscv64"
    memory_mb               = 64
    timeout_seconds         = 0
    log_level               = "LOUD"
    log_retention_days      = 29
    provisioned_concurrency = 0.5
    live_version            = 0
  }

  expect_failures = [
    var.name, var.architecture, var.memory_mb, var.timeout_seconds, var.log_level, var.log_retention_days,
    var.provisioned_concurrency, var.live_version,
  ]
}
