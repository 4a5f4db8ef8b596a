locals {
  names = { for name, function in var.functions : name => "${var.prefix}-${replace(name, "_", "-")}" }
  schedules = {
    for name, function in var.functions : name => function.trigger.schedule if function.trigger.schedule != null
  }
  # The function that works a queue off, by queue.
  workers = {
    for name, function in var.functions : function.trigger.queue => name if function.trigger.queue != null
  }
}

resource "aws_cloudwatch_log_group" "this" {
  for_each = var.functions

  name              = "/aws/lambda/${local.names[each.key]}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_lambda_function" "this" {
  for_each = var.functions

  function_name    = local.names[each.key]
  role             = aws_iam_role.this[each.key].arn
  handler          = each.value.handler
  filename         = var.jar
  source_code_hash = filebase64sha256(var.jar)
  runtime          = var.runtime
  architectures    = [var.architecture]
  memory_size      = var.memory_mb
  timeout          = each.value.timeout_seconds
  kms_key_arn      = var.kms_key_arn

  # SnapStart and the alias both need a numbered version.
  publish = true

  environment {
    variables = var.environment
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.this[each.key].name
  }

  dynamic "snap_start" {
    for_each = var.snap_start ? ["PublishedVersions"] : []
    content {
      apply_on = snap_start.value
    }
  }

  # The first invocation must find its permissions in place.
  depends_on = [aws_iam_role_policy.this]
}

resource "aws_lambda_alias" "live" {
  for_each = var.functions

  name             = "live"
  description      = "The version that the API, the queues and the schedules invoke"
  function_name    = aws_lambda_function.this[each.key].function_name
  function_version = aws_lambda_function.this[each.key].version
}

resource "aws_lambda_event_source_mapping" "queue" {
  for_each = local.workers

  event_source_arn        = var.queue_arns[each.key]
  function_name           = aws_lambda_alias.live[each.value].arn
  batch_size              = 1
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = var.max_concurrency
  }
}

resource "aws_cloudwatch_event_rule" "schedule" {
  for_each = local.schedules

  name                = local.names[each.key]
  description         = "When ${local.names[each.key]} runs"
  schedule_expression = each.value
}

resource "aws_cloudwatch_event_target" "schedule" {
  for_each = local.schedules

  rule = aws_cloudwatch_event_rule.schedule[each.key].name
  arn  = aws_lambda_alias.live[each.key].arn
}

resource "aws_lambda_permission" "schedule" {
  for_each = local.schedules

  statement_id  = "schedule"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this[each.key].function_name
  qualifier     = aws_lambda_alias.live[each.key].name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.schedule[each.key].arn
}
