# The names below are read by chatctl context add --from-terraform: treat them as an interface.

output "websocket_url" {
  description = "Where clients connect."
  value       = local.websocket_url
  # A URL that is told before its stage exists answers 403.
  depends_on = [module.api]
}

output "page_url" {
  description = "The chat page; null without one."
  value       = one(module.page[*].url)
}

output "management_endpoint" {
  description = "The base of @connections calls: the endpoint override of the API Gateway Management API's client."
  value       = local.management_endpoint
}

output "region" {
  description = "The region."
  value       = local.region
}

output "name" {
  description = "The deployment's name."
  value       = local.name
}

output "stage" {
  description = "The API's stage."
  value       = var.stage
}

output "api_id" {
  description = "The API's id."
  value       = aws_apigatewayv2_api.this.id
}

output "api_arn" {
  description = "The API's ARN."
  value       = aws_apigatewayv2_api.this.arn
}

output "tables" {
  description = "The tables' names, by table of the definition file."
  value       = module.tables.names
}

output "table_arns" {
  description = "The tables' ARNs, by table."
  value       = module.tables.arns
}

output "functions" {
  description = "The functions' names, by function of the definition file."
  value       = module.functions.names
}

output "function_arns" {
  description = "The functions' ARNs, by function."
  value       = module.functions.arns
}

output "log_groups" {
  description = "The log groups: of each function by its name, and of the API's access log under access."
  value = merge(
    module.functions.log_groups,
    { for group in [module.api.access_log_group] : "access" => group if group != null },
  )
}

output "audit_retention_days" {
  description = "For how long operators' commands have what they note kept."
  value       = tostring(var.retention_days.audit)
}

output "request_quota" {
  description = "Requests a second that the account has in this region, a tenth of which operators' commands take."
  value       = tostring(var.request_quota)
}

output "queues" {
  description = "The queues' URLs, by queue of the definition file."
  value       = module.fan_out.urls
}

output "dead_letter_queues" {
  description = "The dead-letter queues' URLs, by queue."
  value       = module.fan_out.dead_letter_urls
}

output "policies" {
  description = "What each function may do: its policy document as JSON, by function."
  value       = module.functions.policies
}

output "deployment_trigger" {
  description = "The digest of the deployed routes; the deployment is replaced when it changes."
  value       = module.api.deployment_trigger
}

output "custom_domain_target" {
  description = "What the custom domain's DNS record has to point at; null without a custom domain."
  value       = module.api.custom_domain_target
}

output "next" {
  description = "What to run next."
  value       = "chatctl context add ${local.prefix} --from-terraform ${abspath(path.root)}"
}

output "dashboards" {
  description = "The dashboards' names, by dashboard."
  value       = module.observability.dashboards
}

output "dashboard_url" {
  description = "The overview dashboard's page; null without dashboards."
  value = try(
    "https://${local.region}.console.aws.amazon.com/cloudwatch/home?region=${local.region}#dashboards/dashboard/${module.observability.dashboards.overview}",
    null,
  )
}

output "alarms" {
  description = "The names of all alarms."
  value       = module.observability.alarms
}

output "alarm_topic_arn" {
  description = "The SNS topic that alarms tell; null without alarms."
  value       = module.observability.alarm_topic_arn
}
