output "dashboards" {
  description = "The dashboards' names, by dashboard."
  value       = { for key, dashboard in aws_cloudwatch_dashboard.this : key => dashboard.dashboard_name }
}

output "bodies" {
  description = "The dashboards' bodies as JSON, by dashboard."
  value       = { for key, dashboard in aws_cloudwatch_dashboard.this : key => dashboard.dashboard_body }
}

output "alarm_topic_arn" {
  description = "The SNS topic that alarms tell; null without alarms."
  value       = one(local.topics)
}

output "alarms" {
  description = "The names of all alarms."
  value = concat(
    aws_cloudwatch_composite_alarm.unhealthy[*].alarm_name,
    values(aws_cloudwatch_metric_alarm.simple)[*].alarm_name,
    values(aws_cloudwatch_metric_alarm.computed)[*].alarm_name,
  )
}
