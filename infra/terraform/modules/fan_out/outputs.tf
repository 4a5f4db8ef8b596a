output "patience" {
  description = "How long a job is kept and how long each of its tries may take, in seconds, by queue."
  value = {
    for name, queue in aws_sqs_queue.this : name => {
      retention  = queue.message_retention_seconds
      visibility = queue.visibility_timeout_seconds
    }
  }
}

output "urls" {
  description = "The queues' URLs, by queue."
  value       = { for name, queue in aws_sqs_queue.this : name => queue.url }
}

output "arns" {
  description = "The queues' ARNs, by queue."
  value       = { for name, queue in aws_sqs_queue.this : name => queue.arn }
}

output "names" {
  description = "The queues' names, by queue."
  value       = { for name, queue in aws_sqs_queue.this : name => queue.name }
}

output "dead_letter_names" {
  description = "The dead-letter queues' names, by queue."
  value       = { for name, queue in aws_sqs_queue.dead_letters : name => queue.name }
}

output "dead_letter_urls" {
  description = "The dead-letter queues' URLs, by queue."
  value       = { for name, queue in aws_sqs_queue.dead_letters : name => queue.url }
}
