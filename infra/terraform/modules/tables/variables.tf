variable "prefix" {
  description = "What table names start with, unless names says otherwise."
  type        = string
}

variable "names" {
  description = "Names of tables that are to be called otherwise than <prefix>-<table>, by table."
  type        = map(string)
}

variable "tables" {
  description = "The tables, as in the definition file."
  type = map(object({
    partition_key = object({ name = string, type = string })
    sort_key      = optional(object({ name = string, type = string }))
    ttl_attribute = string
    indexes = optional(map(object({
      partition_key = object({ name = string, type = string })
      sort_key      = optional(object({ name = string, type = string }))
      projection    = optional(string, "ALL")
    })), {})
  }))
}

variable "capacity_mode" {
  description = "PAY_PER_REQUEST or PROVISIONED."
  type        = string
}

variable "read_capacity" {
  description = "Provisioned read units of each table and index."
  type        = number
}

variable "write_capacity" {
  description = "Provisioned write units of each table and index."
  type        = number
}

variable "point_in_time_recovery" {
  description = "Whether the tables can be restored to any second of the last 35 days."
  type        = bool
}

variable "deletion_protection" {
  description = "Whether DynamoDB refuses to delete the tables."
  type        = bool
}

variable "kms_key_arn" {
  description = "The key the tables are encrypted with; null for the key DynamoDB owns."
  type        = string
}
