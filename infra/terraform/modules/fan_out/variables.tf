variable "prefix" {
  description = "What queue names start with."
  type        = string
}

variable "queues" {
  description = "The queues, as in the definition file."
  type        = map(object({ max_receive_count = optional(number, 5) }))
}

variable "timeouts" {
  description = "The timeout in seconds of the function that works each queue off, by queue."
  type        = map(number)
}

variable "kms_key_arn" {
  description = "The key the queues are encrypted with; null for the key SQS owns."
  type        = string
}

variable "redrive_allow_policies" {
  description = "Whether a dead-letter queue takes jobs from its own queue only."
  type        = bool
}
