# A direct resolver for each field that the table names.

resource "aws_appsync_datasource" "probe" {
  for_each = local.apis

  api_id           = aws_appsync_graphql_api.probe[each.key].id
  name             = "probe"
  type             = "AWS_LAMBDA"
  service_role_arn = aws_iam_role.invoke.arn

  lambda_config {
    function_arn = module.probe.alias_arn
  }
}

resource "aws_appsync_resolver" "probe" {
  for_each = local.resolvers

  api_id         = aws_appsync_graphql_api.probe[each.value.api].id
  type           = split(".", each.value.field)[0]
  field          = split(".", each.value.field)[1]
  kind           = "UNIT"
  data_source    = aws_appsync_datasource.probe[each.value.api].name
  max_batch_size = each.value.max_batch_size
}

resource "aws_iam_role" "invoke" {
  name        = "${var.name}-invoke"
  description = "How the probe APIs invoke their function"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "appsync.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { ArnEquals = { "aws:SourceArn" = [for api in aws_appsync_graphql_api.probe : api.arn] } }
    }]
  })
}

resource "aws_iam_role_policy" "invoke" {
  name = "invoke"
  role = aws_iam_role.invoke.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "lambda:InvokeFunction"
      Resource = module.probe.alias_arn
    }]
  })
}
