output "names" {
  description = "The deployed functions' names, by function."
  value       = { for name, function in aws_lambda_function.this : name => function.function_name }
}

output "arns" {
  description = "The functions' ARNs, by function."
  value       = { for name, function in aws_lambda_function.this : name => function.arn }
}

output "aliases" {
  description = "The alias each function is invoked through: its name and the URI an integration calls."
  value = {
    for name, alias in aws_lambda_alias.live : name => {
      name       = alias.name
      invoke_arn = alias.invoke_arn
    }
  }
}

output "log_groups" {
  description = "The functions' log groups, by function."
  value       = { for name, group in aws_cloudwatch_log_group.this : name => group.name }
}

output "policies" {
  description = "The functions' policy documents as JSON, by function."
  value       = { for name, policy in aws_iam_role_policy.this : name => policy.policy }
}
