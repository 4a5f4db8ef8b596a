locals {
  ours      = { service = var.service, stage = var.stage }
  the_stage = { ApiId = var.api_id, Stage = var.stage }

  # Whom one of our own rules turned away, which is no trouble of ours.
  sockets_refused = { namespace = "chatctl", name = "SocketsRefused", dimensions = local.ours }

  # One metric over its threshold in 3 of 5 minutes, unless it says otherwise.
  simple = merge(
    {
      "fan-out-slow" = {
        description = "99 of 100 broadcasts take at most this many milliseconds"
        namespace   = "chatctl", metric = "FanoutDuration", stat = "p99"
        dimensions  = local.ours, threshold = var.thresholds.fan_out_p99_ms
      }
      "undelivered" = {
        description = "Recipients that were given up"
        namespace   = "chatctl", metric = "Undelivered", stat = "Sum"
        dimensions  = local.ours, threshold = var.thresholds.undelivered_per_minute
      }
      "connections-throttled" = {
        description = "Posts to connections that API Gateway answered with 429: the account's request quota is reached"
        namespace   = "chatctl", metric = "Throttled", stat = "Sum"
        dimensions  = local.ours, threshold = var.thresholds.throttled_per_minute
      }
    },
    {
      # What runs now and then has no rate of errors: one period tells.
      for function, name in var.functions : "errors-${replace(function, "_", "-")}" => {
        description = "Invocations of ${name} that fail, in a quarter of an hour"
        namespace   = "AWS/Lambda", metric = "Errors", stat = "Sum"
        dimensions  = { FunctionName = name }, threshold = var.thresholds.background_errors
        period      = 900, periods = 1
      } if contains(var.background, function)
    },
    {
      for function, name in var.functions : "throttles-${replace(function, "_", "-")}" => {
        description = "Invocations of ${name} that Lambda refused"
        namespace   = "AWS/Lambda", metric = "Throttles", stat = "Sum"
        dimensions  = { FunctionName = name }, threshold = var.thresholds.function_throttles_per_minute
      }
    },
    {
      for queue, names in var.queues : "age-${replace(queue, "_", "-")}" => {
        description = "Seconds the oldest job of ${names.name} waits"
        namespace   = "AWS/SQS", metric = "ApproximateAgeOfOldestMessage", stat = "Maximum"
        dimensions  = { QueueName = names.name }, threshold = var.thresholds.queue_age_seconds
      }
    },
    {
      for queue, names in var.queues : "dead-letters-${replace(queue, "_", "-")}" => {
        description = "Jobs of ${names.name} that were given up"
        namespace   = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", stat = "Maximum"
        dimensions  = { QueueName = names.dead_letters }, threshold = var.thresholds.dead_letters
      }
    },
  )

  # Two metrics under one expression, which tell nothing alone.
  computed = merge(
    {
      for function, name in var.functions : "errors-${replace(function, "_", "-")}" => {
        description = "Percent of ${name}'s invocations that fail, from 20 a minute on"
        expression  = "IF(all >= 20, 100 * some / all, 0)"
        threshold   = var.thresholds.error_percent
        metrics = {
          for id, metric in { all = "Invocations", some = "Errors" } :
          id => { namespace = "AWS/Lambda", name = metric, dimensions = { FunctionName = name } }
        }
      } if !contains(var.background, function)
    },
    {
      "server-errors" = {
        description = "Messages and handshakes that failed between the API and its functions"
        expression  = "FILL(all, 0) + FILL(some, 0)"
        threshold   = var.thresholds.server_errors_per_minute
        metrics = {
          for id, metric in { all = "IntegrationError", some = "ExecutionError" } :
          id => { namespace = "AWS/ApiGateway", name = metric, dimensions = local.the_stage }
        }
      }
      # Strangers can set it off, and no other. A minute tells: floods are short.
      "handshakes-refused" = {
        description = "Handshakes that were refused: tokens that are not good, pages that are not listed, limits of a user or an address"
        expression  = "FILL(all, 0) + FILL(some, 0)"
        threshold   = var.thresholds.handshakes_refused_per_minute
        periods     = 1
        metrics = {
          all  = { namespace = "chatctl", name = "HandshakesRefused", dimensions = local.ours }
          some = local.sockets_refused
        }
      }
      # AWS: the count is of handshakes that reach the function, without those the authorizer refuses.
      "connect-rate" = {
        description = "New connections a minute near the account's quota of 500 a second"
        expression  = "FILL(all, 0) - FILL(some, 0)"
        threshold   = var.thresholds.connects_per_minute
        metrics = {
          all  = { namespace = "AWS/ApiGateway", name = "ConnectCount", dimensions = local.the_stage }
          some = local.sockets_refused
        }
      }
    },
    {
      # AWS: a refused handshake is a client error as well, and so is one beyond the quota.
      for name in var.detailed_metrics ? ["client-errors"] : [] : name => {
        description = "Messages that were refused"
        expression  = "FILL(all, 0) - FILL(some, 0)"
        threshold   = var.thresholds.client_errors_per_minute
        metrics = {
          all  = { namespace = "AWS/ApiGateway", name = "ClientError", dimensions = local.the_stage }
          some = { namespace = "AWS/ApiGateway", name = "ClientError", dimensions = merge(local.the_stage, { Route = "$connect" }) }
        }
      }
    },
    {
      for table, name in var.tables : "throttles-${replace(table, "_", "-")}-table" => {
        description = "Reads and writes of ${name} that DynamoDB refused"
        expression  = "FILL(all, 0) + FILL(some, 0)"
        threshold   = var.thresholds.table_throttles_per_minute
        metrics = {
          for id, metric in { all = "ReadThrottleEvents", some = "WriteThrottleEvents" } :
          id => { namespace = "AWS/DynamoDB", name = metric, dimensions = { TableName = name } }
        }
      }
    },
  )

  topics = var.alarms ? [coalesce(var.alarm_topic_arn, one(aws_sns_topic.alarms[*].arn))] : []
  # In the order they are listed on the dashboard.
  alarm_arns = concat(
    aws_cloudwatch_composite_alarm.unhealthy[*].arn,
    [for key in keys(aws_cloudwatch_metric_alarm.simple) : aws_cloudwatch_metric_alarm.simple[key].arn],
    [for key in keys(aws_cloudwatch_metric_alarm.computed) : aws_cloudwatch_metric_alarm.computed[key].arn],
  )
}

resource "aws_sns_topic" "alarms" {
  count = var.alarms && var.alarm_topic_arn == null ? 1 : 0

  name              = "${var.prefix}-alarms"
  kms_master_key_id = var.kms_key_arn
}

resource "aws_sns_topic_subscription" "email" {
  count = var.alarm_email == null ? 0 : length(aws_sns_topic.alarms)

  topic_arn = aws_sns_topic.alarms[0].arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_cloudwatch_metric_alarm" "simple" {
  for_each = { for key, alarm in local.simple : key => alarm if var.alarms }

  alarm_name          = "${var.prefix}-${each.key}"
  alarm_description   = each.value.description
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = startswith(each.value.stat, "p") ? null : each.value.stat
  extended_statistic  = startswith(each.value.stat, "p") ? each.value.stat : null
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = each.value.threshold
  period              = try(each.value.period, 60)
  evaluation_periods  = try(each.value.periods, 5)
  datapoints_to_alarm = try(each.value.periods, 3)
  # A chat nobody uses is well.
  treat_missing_data = "notBreaching"
  alarm_actions      = local.topics
  ok_actions         = local.topics
}

resource "aws_cloudwatch_metric_alarm" "computed" {
  for_each = { for key, alarm in local.computed : key => alarm if var.alarms }

  alarm_name          = "${var.prefix}-${each.key}"
  alarm_description   = each.value.description
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = each.value.threshold
  evaluation_periods  = try(each.value.periods, 5)
  datapoints_to_alarm = try(each.value.periods, 3)
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.topics
  ok_actions          = local.topics

  metric_query {
    id          = "result"
    label       = each.value.description
    expression  = each.value.expression
    return_data = true
  }

  dynamic "metric_query" {
    for_each = each.value.metrics
    content {
      id = metric_query.key
      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.name
        dimensions  = metric_query.value.dimensions
        period      = 60
        stat        = "Sum"
      }
    }
  }
}

resource "aws_cloudwatch_composite_alarm" "unhealthy" {
  count = var.alarms && var.composite_alarm ? 1 : 0

  alarm_name        = "${var.prefix}-unhealthy"
  alarm_description = "Users notice: functions fail, broadcasts are slow or do not arrive"
  alarm_actions     = local.topics
  ok_actions        = local.topics
  alarm_rule = join(" OR ", [
    for alarm in concat(
      [for key, alarm in aws_cloudwatch_metric_alarm.computed : alarm.alarm_name if startswith(key, "errors-") || key == "server-errors"],
      [for key, alarm in aws_cloudwatch_metric_alarm.simple : alarm.alarm_name if contains(["fan-out-slow", "undelivered"], key) || can(regex("^(errors|dead-letters)-", key))],
    ) : "ALARM(\"${alarm}\")"
  ])
}
