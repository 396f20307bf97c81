# The function's own role. What else it may do, its user attaches.

resource "aws_iam_role" "this" {
  name        = var.name
  description = "What the Lambda function ${var.name} may do"
  tags        = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

# No CreateLogGroup: the group is Terraform's, and after a destroy nothing brings it back.
resource "aws_iam_role_policy" "log" {
  name = "log"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.this.arn}:*"
    }]
  })
}

# X-Ray has no resources to name.
resource "aws_iam_role_policy" "trace" {
  count = var.xray_tracing ? 1 : 0

  name = "trace"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }]
  })
}
