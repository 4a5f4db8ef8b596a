locals {
  # Callbacks go through the API's own address also when there is a custom domain.
  management_endpoint = "${replace(aws_apigatewayv2_api.this.api_endpoint, "wss://", "https://")}/${var.stage}"
  websocket_url = (
    var.custom_domain == null
    ? "${replace(aws_apigatewayv2_api.this.api_endpoint, "/^https?:/", "wss:")}/${var.stage}"
    : "wss://${var.custom_domain.name}"
  )
  # What the ARNs of the stage's routes and connections begin with.
  stage_execution_arn = "${aws_apigatewayv2_api.this.execution_arn}/${var.stage}"
  # The name is API Gateway's own choice.
  execution_log_group = "/aws/apigateway/${aws_apigatewayv2_api.this.id}/${var.stage}"
}

# Only an address: functions are told where to call back, and module.api then leads its routes to them.
resource "aws_apigatewayv2_api" "this" {
  name                       = local.prefix
  protocol_type              = "WEBSOCKET"
  route_selection_expression = local.definition.route_selection_expression
}

module "api" {
  source = "./modules/api"

  api                 = aws_apigatewayv2_api.this
  prefix              = local.prefix
  stage               = var.stage
  execution_log_group = local.execution_log_group
  partition           = data.aws_partition.current.partition
  routes              = local.definition.routes
  authorizer = try({
    function         = local.definition.authorizer.function
    identity_sources = []
  }, null)
  functions            = module.functions.names
  aliases              = module.functions.aliases
  throttle             = var.throttle
  access_logs          = var.access_logs
  execution_logs       = var.execution_logs
  account_logging_role = var.account_logging_role
  detailed_metrics     = var.detailed_metrics
  log_retention_days   = var.log_retention_days
  kms_key_arn          = local.kms_key_arn
  custom_domain        = var.custom_domain
  deployment           = !contains(var.emulator_lacks, "deployments")
}

# Clients and tools find the chat by its name alone.
resource "aws_ssm_parameter" "websocket_url" {
  name        = "/${local.name}/${var.stage}/websocket_url"
  description = "Where clients of ${local.prefix} connect"
  type        = "String"
  value       = local.websocket_url

  # A URL that is told before its stage exists answers 403.
  depends_on = [module.api]
}
