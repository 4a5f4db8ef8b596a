locals {
  two_weeks = 14 * 24 * 60 * 60
  # A broadcast that was not begun within this time is of no use to a chat.
  first_try_seconds = 15 * 60
  # AWS: at least six times the function's timeout, or a batch that is still worked on is delivered again.
  visibility_seconds = { for queue in keys(var.queues) : queue => 6 * lookup(var.timeouts, queue, 5) }
}

resource "aws_sqs_queue" "dead_letters" {
  for_each = var.queues

  name                      = "${var.prefix}-${replace(each.key, "_", "-")}-dead-letters"
  message_retention_seconds = local.two_weeks
  kms_master_key_id         = var.kms_key_arn
  sqs_managed_sse_enabled   = var.kms_key_arn == null ? true : null
}

resource "aws_sqs_queue" "this" {
  for_each = var.queues

  name = "${var.prefix}-${replace(each.key, "_", "-")}"
  # SQS deletes what is older, even before its last try has failed: then nothing would reach the dead letters.
  message_retention_seconds  = local.first_try_seconds + each.value.max_receive_count * local.visibility_seconds[each.key]
  visibility_timeout_seconds = local.visibility_seconds[each.key]
  receive_wait_time_seconds  = 20
  kms_master_key_id          = var.kms_key_arn
  sqs_managed_sse_enabled    = var.kms_key_arn == null ? true : null

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters[each.key].arn
    maxReceiveCount     = each.value.max_receive_count
  })
}

resource "aws_sqs_queue_redrive_allow_policy" "this" {
  for_each = { for name, queue in var.queues : name => queue if var.redrive_allow_policies }

  queue_url = aws_sqs_queue.dead_letters[each.key].id
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.this[each.key].arn]
  })
}
