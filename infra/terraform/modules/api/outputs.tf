output "custom_domain_target" {
  description = "What the custom domain's DNS record has to point at; null without a custom domain."
  value = (
    var.custom_domain == null
    ? null
    : one(aws_apigatewayv2_domain_name.this[0].domain_name_configuration[*].target_domain_name)
  )
}

output "access_log_group" {
  description = "The access log's group; null when there is none."
  value       = one(aws_cloudwatch_log_group.access[*].name)
}

output "deployment_trigger" {
  description = "The digest of what is deployed; the deployment is replaced when it changes."
  value       = sha256(jsonencode(local.deployed))
}

output "routes" {
  description = "Each route's target and how it is authorized, by route key."
  value = {
    for key, route in aws_apigatewayv2_route.this : key => {
      target             = route.target
      authorization_type = route.authorization_type
    }
  }
}

output "two_way" {
  description = "The keys of the routes whose callers are answered."
  value       = toset(keys(aws_apigatewayv2_route_response.this))
}

output "invokers" {
  description = "The ARN that may invoke the route's function, by route key."
  value       = { for key, permission in aws_lambda_permission.route : key => permission.source_arn }
}

output "auto_deploy" {
  description = "Whether the stage follows every change of routes."
  value       = aws_apigatewayv2_stage.this.auto_deploy == true
}
