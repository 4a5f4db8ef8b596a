output "names" {
  description = "The deployed tables' names, by table."
  value       = { for name, table in aws_dynamodb_table.this : name => table.name }
}

output "arns" {
  description = "The tables' ARNs, by table."
  value       = { for name, table in aws_dynamodb_table.this : name => table.arn }
}
