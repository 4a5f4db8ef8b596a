variable "prefix" {
  description = "What function names start with."
  type        = string
}

variable "functions" {
  description = "The functions, as in the definition file."
  type = map(object({
    handler         = string
    timeout_seconds = number
    trigger = optional(object({
      queue    = optional(string)
      schedule = optional(string)
    }), {})
    permissions = optional(object({
      tables      = optional(map(list(string)), {})
      indexes     = optional(list(string), [])
      queues      = optional(list(string), [])
      connections = optional(list(string), [])
    }), {})
  }))
}

variable "jar" {
  description = "The path of the jar with all handlers."
  type        = string
}

variable "runtime" {
  description = "The Lambda runtime."
  type        = string
}

variable "architecture" {
  description = "The processor architecture, which the jar's native libraries have to match."
  type        = string
}

variable "memory_mb" {
  description = "Memory of each function in MB; a function has one processor at 1769."
  type        = number
}

variable "snap_start" {
  description = "Whether new environments start from a snapshot of an initialised one."
  type        = bool
}

variable "environment" {
  description = "The environment variables of every function."
  type        = map(string)
}

variable "secrets" {
  description = "The ARNs of secrets or parameters that a function may read, by function."
  type        = map(string)
}

variable "log_retention_days" {
  description = "Days after which log lines are deleted."
  type        = number
}

variable "kms_key_arn" {
  description = "The key for logs, environment, tables and queues; null for AWS's own keys."
  type        = string
}

variable "table_arns" {
  description = "The tables' ARNs, by table."
  type        = map(string)
}

variable "queue_arns" {
  description = "The queues' ARNs, by queue."
  type        = map(string)
}

variable "max_concurrency" {
  description = "The most workers of a queue at one time."
  type        = number
}

variable "connections_arn" {
  description = "The ARN of the API's stage, which @connections permissions begin with."
  type        = string
}
