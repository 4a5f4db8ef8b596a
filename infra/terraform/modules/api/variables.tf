variable "api" {
  description = "The API whose routes and stage these are."
  type        = object({ id = string, execution_arn = string, route_selection_expression = string })
}

variable "prefix" {
  description = "What names start with."
  type        = string
}

variable "stage" {
  description = "The stage's name, which is part of the URL."
  type        = string
}

variable "execution_log_group" {
  description = "What API Gateway calls the execution log's group."
  type        = string
}

variable "routes" {
  description = "The routes, as in the definition file, by route key."
  type = map(object({
    function       = string
    route_response = optional(bool, false)
  }))
}

variable "authorizer" {
  description = "The function that admits connections, and what a handshake must carry for it to be asked; null for none."
  type = object({
    function         = string
    identity_sources = list(string)
  })
}

variable "functions" {
  description = "The functions' names, by function."
  type        = map(string)
}

variable "aliases" {
  description = "The functions' aliases, by function."
  type        = map(object({ name = string, invoke_arn = string }))
}

variable "throttle" {
  description = "Requests a second and burst that each route of the stage takes."
  type        = object({ rate = number, burst = number })
}

variable "access_logs" {
  description = "Whether the stage writes a line for each event."
  type        = bool
}

variable "execution_logs" {
  description = "How much of each execution is logged: OFF, ERROR or INFO."
  type        = string
}

variable "account_logging_role" {
  description = "Whether the region's one API Gateway logging role is created here."
  type        = bool
}

variable "detailed_metrics" {
  description = "Whether metrics are also kept by route."
  type        = bool
}

variable "log_retention_days" {
  description = "Days after which log lines are deleted."
  type        = number
}

variable "kms_key_arn" {
  description = "The key the log is encrypted with; null for CloudWatch's own."
  type        = string
}

variable "custom_domain" {
  description = "A domain of yours and its certificate's ARN; null for none."
  type        = object({ name = string, certificate_arn = string })
}

variable "deployment" {
  description = "Whether routes are deployed explicitly. Otherwise the stage follows every change."
  type        = bool
}

variable "partition" {
  description = "The AWS partition, as in aws or aws-cn."
  type        = string
}
