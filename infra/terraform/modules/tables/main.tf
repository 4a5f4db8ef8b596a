locals {
  provisioned = var.capacity_mode == "PROVISIONED"

  # DynamoDB wants each attribute once that is a key of the table or of one of its indexes.
  keys = {
    for name, table in var.tables : name => concat(
      [table.partition_key, table.sort_key],
      flatten([for index in values(table.indexes) : [index.partition_key, index.sort_key]]),
    )
  }
  attributes = {
    for name, keys in local.keys : name => { for key in keys : key.name => key.type... if key != null }
  }
}

resource "aws_dynamodb_table" "this" {
  for_each = var.tables

  name           = lookup(var.names, each.key, "${var.prefix}-${replace(each.key, "_", "-")}")
  billing_mode   = var.capacity_mode
  read_capacity  = local.provisioned ? var.read_capacity : null
  write_capacity = local.provisioned ? var.write_capacity : null
  hash_key       = each.value.partition_key.name
  range_key      = try(each.value.sort_key.name, null)

  deletion_protection_enabled = var.deletion_protection

  dynamic "attribute" {
    for_each = local.attributes[each.key]
    content {
      name = attribute.key
      type = attribute.value[0]
    }
  }

  dynamic "global_secondary_index" {
    for_each = each.value.indexes
    iterator = index
    content {
      name            = index.key
      hash_key        = index.value.partition_key.name
      range_key       = try(index.value.sort_key.name, null)
      projection_type = index.value.projection
      read_capacity   = local.provisioned ? var.read_capacity : null
      write_capacity  = local.provisioned ? var.write_capacity : null
    }
  }

  ttl {
    attribute_name = each.value.ttl_attribute
    enabled        = true
  }

  point_in_time_recovery {
    enabled = var.point_in_time_recovery
  }

  # Without a key of ours, DynamoDB encrypts with its own, which costs nothing.
  server_side_encryption {
    enabled     = var.kms_key_arn != null
    kms_key_arn = var.kms_key_arn
  }
}
