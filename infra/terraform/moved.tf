# What earlier deployments keep elsewhere in their state.

moved {
  from = module.api.aws_apigatewayv2_api.this
  to   = aws_apigatewayv2_api.this
}

moved {
  from = module.fan_out.aws_lambda_event_source_mapping.this
  to   = module.functions.aws_lambda_event_source_mapping.queue
}
