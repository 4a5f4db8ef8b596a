locals {
  dashboards_folder = "${path.module}/../../dashboards"
  thresholds        = merge(jsondecode(file("${local.dashboards_folder}/thresholds.json")), var.thresholds)

  # Which operations each table sees, as the functions' permissions tell.
  operations = {
    for table in keys(local.definition.tables) : table => sort(distinct(flatten([
      for function in values(local.definition.functions) : try(function.permissions.tables[table], [])
    ])))
  }
}

module "observability" {
  source = "./modules/observability"

  prefix     = local.prefix
  service    = local.name
  stage      = var.stage
  region     = local.region
  api_id     = aws_apigatewayv2_api.this.id
  routes     = keys(local.definition.routes)
  functions  = module.functions.names
  background = [for name, function in local.functions : name if can(function.trigger)]
  log_groups = module.functions.log_groups
  tables     = module.tables.names
  operations = local.operations
  queues = {
    for queue in keys(local.queues) : queue => {
      name         = module.fan_out.names[queue]
      dead_letters = module.fan_out.dead_letter_names[queue]
    }
  }
  composite_alarm  = !contains(var.emulator_lacks, "composite_alarms")
  detailed_metrics = var.detailed_metrics
  alarms           = var.alarms
  alarm_topic_arn  = var.alarm_topic_arn
  alarm_email      = var.alarm_email
  kms_key_arn      = local.kms_key_arn
  dashboards       = var.dashboards ? local.dashboards_folder : null
  thresholds       = local.thresholds
  queries          = var.dashboards && !contains(var.emulator_lacks, "queries")
}
