locals {
  # One integration serves all routes of a function.
  routed = toset([for route in values(var.routes) : route.function])
  with_response = {
    for key, route in var.routes : key => route if route.route_response
  }

  # What clients notice when it changes. Chosen attributes instead of whole resources: those have
  # computed attributes whose refresh would replace the deployment although no route changed.
  deployed = {
    selection  = var.api.route_selection_expression
    routes     = var.routes
    authorizer = var.authorizer
    aliases    = { for name in local.routed : name => var.aliases[name].invoke_arn }
  }
}

resource "aws_apigatewayv2_integration" "this" {
  for_each = local.routed

  api_id             = var.api.id
  integration_type   = "AWS_PROXY"
  integration_method = "POST"
  integration_uri    = var.aliases[each.key].invoke_arn
}

resource "aws_apigatewayv2_route" "this" {
  for_each = var.routes

  api_id    = var.api.id
  route_key = each.key
  target    = "integrations/${aws_apigatewayv2_integration.this[each.value.function].id}"

  # AWS: only $connect can be authorized; what it returns holds for the connection's life.
  authorization_type = each.key == "$connect" && var.authorizer != null ? "CUSTOM" : "NONE"
  authorizer_id      = each.key == "$connect" && var.authorizer != null ? one(aws_apigatewayv2_authorizer.this[*].id) : null

  route_response_selection_expression = each.value.route_response ? "$default" : null
}

resource "aws_apigatewayv2_route_response" "this" {
  for_each = local.with_response

  api_id             = var.api.id
  route_id           = aws_apigatewayv2_route.this[each.key].id
  route_response_key = "$default"
}

resource "aws_apigatewayv2_authorizer" "this" {
  count = var.authorizer == null ? 0 : 1

  api_id           = var.api.id
  name             = var.authorizer.function
  authorizer_type  = "REQUEST"
  authorizer_uri   = var.aliases[var.authorizer.function].invoke_arn
  identity_sources = var.authorizer.identity_sources
}

resource "aws_lambda_permission" "route" {
  for_each = var.routes

  statement_id  = "route-${replace(each.key, "/[^A-Za-z0-9_-]/", "")}-${substr(sha1(each.key), 0, 8)}"
  action        = "lambda:InvokeFunction"
  function_name = var.functions[each.value.function]
  qualifier     = var.aliases[each.value.function].name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${var.api.execution_arn}/${var.stage}/${each.key}"
}

resource "aws_lambda_permission" "authorizer" {
  count = var.authorizer == null ? 0 : 1

  statement_id  = "authorizer"
  action        = "lambda:InvokeFunction"
  function_name = var.functions[var.authorizer.function]
  qualifier     = var.aliases[var.authorizer.function].name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${var.api.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.this[0].id}"
}

resource "aws_apigatewayv2_deployment" "this" {
  count = var.deployment ? 1 : 0

  api_id      = var.api.id
  description = "The routes of ${var.prefix}"
  triggers    = { routes = sha256(jsonencode(local.deployed)) }

  # The stage moves to the new deployment before the old one goes.
  lifecycle {
    create_before_destroy = true
  }

  depends_on = [aws_apigatewayv2_route.this, aws_apigatewayv2_route_response.this]
}
