# One direct Lambda resolver for each field, and one data source with a role of its own for
# each function.

resource "aws_appsync_resolver" "field" {
  for_each = local.fields

  api_id         = aws_appsync_graphql_api.records.id
  type           = split(".", each.key)[0]
  field          = split(".", each.key)[1]
  kind           = "UNIT"
  data_source    = aws_appsync_datasource.function[each.value.function].name
  max_batch_size = var.max_batch_size
}

resource "aws_appsync_datasource" "function" {
  for_each = local.resolver_functions

  api_id = aws_appsync_graphql_api.records.id
  # AppSync allows no hyphens here.
  name             = replace(each.key, "-", "_")
  type             = "AWS_LAMBDA"
  service_role_arn = aws_iam_role.invoke[each.key].arn

  lambda_config {
    function_arn = module.resolver[each.key].alias_arn
  }
}

resource "aws_iam_role" "invoke" {
  for_each = local.resolver_functions

  name        = "${var.name}-${each.key}-invoke"
  description = "How the AppSync API ${var.name} invokes ${each.key}"
  tags        = local.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "appsync.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { ArnEquals = { "aws:SourceArn" = aws_appsync_graphql_api.records.arn } }
    }]
  })
}

resource "aws_iam_role_policy" "invoke" {
  for_each = local.resolver_functions

  name = "invoke"
  role = aws_iam_role.invoke[each.key].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "lambda:InvokeFunction"
      Resource = module.resolver[each.key].alias_arn
    }]
  })
}
