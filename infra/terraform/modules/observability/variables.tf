variable "prefix" {
  description = "What the names of alarms and dashboards start with."
  type        = string
}

variable "service" {
  description = "The deployment's name, a dimension of our own metrics."
  type        = string
}

variable "stage" {
  description = "The API's stage, a dimension of metrics."
  type        = string
}

variable "region" {
  description = "The region the metrics are in."
  type        = string
}

variable "api_id" {
  description = "The API's id, a dimension of its metrics."
  type        = string
}

variable "routes" {
  description = "The route keys."
  type        = list(string)
}

variable "functions" {
  description = "The functions' names, by function."
  type        = map(string)
}

variable "background" {
  description = "The functions that a queue or a schedule invokes."
  type        = list(string)
}

variable "log_groups" {
  description = "The functions' log groups, by function."
  type        = map(string)
}

variable "tables" {
  description = "The tables' names, by table."
  type        = map(string)
}

variable "operations" {
  description = "The DynamoDB operations in use, by table."
  type        = map(list(string))
}

variable "queues" {
  description = "The queues' and their dead-letter queues' names, by queue."
  type        = map(object({ name = string, dead_letters = string }))
}

variable "detailed_metrics" {
  description = "Whether API Gateway keeps metrics by route."
  type        = bool
}

variable "alarms" {
  description = "Whether alarms are made."
  type        = bool
}

variable "composite_alarm" {
  description = "Whether one alarm sums up those that users notice."
  type        = bool
}

variable "alarm_topic_arn" {
  description = "An SNS topic to be told; null makes one."
  type        = string
}

variable "alarm_email" {
  description = "An address that subscribes to the topic made here; null for none."
  type        = string
}

variable "kms_key_arn" {
  description = "The key the topic made here is encrypted with; null for none."
  type        = string
}

variable "dashboards" {
  description = "The folder with the dashboards as data; null makes none."
  type        = string
}

variable "thresholds" {
  description = "Where alarms go off and dashboards draw a line."
  type        = map(number)
}

variable "queries" {
  description = "Whether the dashboards' log queries are also saved for Logs Insights."
  type        = bool
}
