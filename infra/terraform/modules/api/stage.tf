locals {
  # The variables that carry a value for WebSocket APIs; the others of REST APIs stay "-".
  access_log_format = jsonencode({
    requestId          = "$context.requestId"
    extendedRequestId  = "$context.extendedRequestId"
    requestTime        = "$context.requestTime"
    eventType          = "$context.eventType"
    routeKey           = "$context.routeKey"
    status             = "$context.status"
    connectionId       = "$context.connectionId"
    messageId          = "$context.messageId"
    connectedAt        = "$context.connectedAt"
    sourceIp           = "$context.identity.sourceIp"
    principal          = "$context.authorizer.principalId"
    integrationLatency = "$context.integrationLatency"
    errorMessage       = "$context.error.message"
    errorType          = "$context.error.responseType"
  })
}

resource "aws_cloudwatch_log_group" "access" {
  count = var.access_logs ? 1 : 0

  name              = "/aws/apigateway/${var.prefix}/access"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_cloudwatch_log_group" "execution" {
  count = var.execution_logs == "OFF" ? 0 : 1

  # API Gateway writes here by itself; created first so that retention applies.
  name              = var.execution_log_group
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_apigatewayv2_stage" "this" {
  api_id        = var.api.id
  name          = var.stage
  auto_deploy   = var.deployment ? null : true
  deployment_id = one(aws_apigatewayv2_deployment.this[*].id)

  default_route_settings {
    throttling_rate_limit    = var.throttle.rate
    throttling_burst_limit   = var.throttle.burst
    detailed_metrics_enabled = var.detailed_metrics
    logging_level            = var.execution_logs
    # Would log messages and the tokens of query strings.
    data_trace_enabled = false
  }

  dynamic "access_log_settings" {
    for_each = aws_cloudwatch_log_group.access
    content {
      destination_arn = access_log_settings.value.arn
      format          = local.access_log_format
    }
  }

  # Without the account's role the stage cannot log and its creation fails.
  depends_on = [aws_api_gateway_account.this, aws_cloudwatch_log_group.execution]
}

# API Gateway has one logging role an account and region, shared by all its APIs.
resource "aws_iam_role" "logging" {
  count = var.account_logging_role ? 1 : 0

  name = "${var.prefix}-api-gateway-logging"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "apigateway.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "logging" {
  count = var.account_logging_role ? 1 : 0

  role       = aws_iam_role.logging[0].name
  policy_arn = "arn:${var.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
}

resource "aws_api_gateway_account" "this" {
  count = var.account_logging_role ? 1 : 0

  cloudwatch_role_arn = aws_iam_role.logging[0].arn
  depends_on          = [aws_iam_role_policy_attachment.logging]
}

resource "aws_apigatewayv2_domain_name" "this" {
  count = var.custom_domain == null ? 0 : 1

  domain_name = var.custom_domain.name

  domain_name_configuration {
    certificate_arn = var.custom_domain.certificate_arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_apigatewayv2_api_mapping" "this" {
  count = var.custom_domain == null ? 0 : 1

  api_id      = var.api.id
  domain_name = aws_apigatewayv2_domain_name.this[0].id
  stage       = aws_apigatewayv2_stage.this.id
}
