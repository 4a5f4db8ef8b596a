locals {
  emulated = var.endpoint_url != null
}

provider "aws" {
  region = var.region

  # An emulator takes any credentials and knows no account.
  access_key                  = local.emulated ? "test" : null
  secret_key                  = local.emulated ? "test" : null
  skip_credentials_validation = local.emulated
  skip_metadata_api_check     = local.emulated ? "true" : null
  skip_requesting_account_id  = local.emulated
  s3_use_path_style           = local.emulated
  max_retries                 = local.emulated ? 3 : null

  dynamic "endpoints" {
    for_each = local.emulated ? [var.endpoint_url] : []
    content {
      apigateway       = endpoints.value
      apigatewayv2     = endpoints.value
      cloudfront       = endpoints.value
      cloudwatch       = endpoints.value
      cloudwatchevents = endpoints.value
      cloudwatchlogs   = endpoints.value
      dynamodb         = endpoints.value
      iam              = endpoints.value
      kms              = endpoints.value
      lambda           = endpoints.value
      s3               = endpoints.value
      sns              = endpoints.value
      sqs              = endpoints.value
      ssm              = endpoints.value
      sts              = endpoints.value
    }
  }

  default_tags {
    tags = merge({ Application = local.name, Stage = var.stage, ManagedBy = "terraform" }, var.tags)
  }
}
