locals {
  # Each function may do what the definition file says, on the resources it says, and write its own log.
  statements = {
    for name, function in var.functions : name => concat(
      [{
        Sid      = "WriteItsLog"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = ["${aws_cloudwatch_log_group.this[name].arn}:*"]
      }],
      [
        for table, actions in function.permissions.tables : {
          Sid    = "Table${replace(title(replace(table, "_", " ")), " ", "")}"
          Effect = "Allow"
          Action = [for action in actions : "dynamodb:${action}"]
          Resource = concat(
            [var.table_arns[table]],
            contains(function.permissions.indexes, table) ? ["${var.table_arns[table]}/index/*"] : [],
          )
        }
      ],
      length(function.permissions.connections) == 0 ? [] : [{
        Sid    = "ReachConnections"
        Effect = "Allow"
        Action = ["execute-api:ManageConnections"]
        # AWS evaluates the literal text {connectionId} here, so an ARN with a concrete id never matches.
        Resource = [for verb in function.permissions.connections : "${var.connections_arn}/${verb}/@connections/*"]
      }],
      length(function.permissions.queues) == 0 ? [] : [{
        Sid      = "SendJobs"
        Effect   = "Allow"
        Action   = ["sqs:SendMessage"]
        Resource = [for queue in function.permissions.queues : var.queue_arns[queue]]
      }],
      function.trigger.queue == null ? [] : [{
        Sid      = "WorkJobsOff"
        Effect   = "Allow"
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        Resource = [var.queue_arns[function.trigger.queue]]
      }],
      [
        for function, arn in var.secrets : {
          Sid      = "ReadItsSecret"
          Effect   = "Allow"
          Action   = [strcontains(arn, ":ssm:") ? "ssm:GetParameter" : "secretsmanager:GetSecretValue"]
          Resource = [arn]
        } if function == name
      ],
      var.kms_key_arn == null ? [] : [{
        Sid      = "UseTheKey"
        Effect   = "Allow"
        Action   = length(function.permissions.queues) == 0 ? ["kms:Decrypt"] : ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = [var.kms_key_arn]
      }],
    )
  }
}

resource "aws_iam_role" "this" {
  for_each = var.functions

  name = local.names[each.key]
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  for_each = var.functions

  name   = "what-the-function-uses"
  role   = aws_iam_role.this[each.key].id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.statements[each.key] })
}
