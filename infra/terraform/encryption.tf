resource "aws_kms_key" "this" {
  count = var.encryption == "customer_managed" && var.kms_key_arn == null ? 1 : 0

  description             = "Tables, queues, logs and environment of ${local.prefix}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        # In a key's own policy, * is this key. Without this statement nobody could ever change the key.
        Sid       = "AccountAdministers"
        Effect    = "Allow"
        Action    = ["kms:*"]
        Resource  = ["*"]
        Principal = { AWS = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root" }
      },
      {
        Sid       = "LogsEncrypt"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:DescribeKey"]
        Resource  = ["*"]
        Principal = { Service = "logs.${local.region}.amazonaws.com" }
        Condition = {
          ArnLike = {
            "kms:EncryptionContext:aws:logs:arn" = [
              for group in ["*${local.prefix}*", local.execution_log_group] :
              "arn:${data.aws_partition.current.partition}:logs:${local.region}:${data.aws_caller_identity.current.account_id}:log-group:${group}"
            ]
          }
        }
      },
      {
        Sid       = "AlarmsNotify"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = ["*"]
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
      },
    ]
  })
}

resource "aws_kms_alias" "this" {
  count = length(aws_kms_key.this)

  name          = "alias/${local.prefix}"
  target_key_id = aws_kms_key.this[0].id
}
