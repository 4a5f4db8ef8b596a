data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  definition = jsondecode(file(coalesce(var.definition_file, "${path.module}/../chat-api.json")))

  name   = coalesce(var.name, local.definition.name)
  prefix = "${local.name}-${var.stage}"
  jar    = coalesce(var.jar, "${path.module}/../../handlers/target/chatctl-handlers.jar")
  # Provider 6 renamed this attribute's siblings; the id is the region's name in both.
  region = data.aws_region.current.id

  kms_key_arn = var.encryption == "customer_managed" ? coalesce(var.kms_key_arn, one(aws_kms_key.this[*].arn)) : null

  # A function that serves a route has to answer within API Gateway's 29 s; others say their own.
  functions = {
    for name, function in local.definition.functions : name => merge(
      { timeout_seconds = 29 }, function,
    )
  }
  queues = try(local.definition.queues, {})

  # The names are those that the handlers' settings read.
  environment = merge(
    { for table, name in module.tables.names : "${upper(table)}_TABLE" => name },
    { for queue, url in module.fan_out.urls : "${upper(queue)}_QUEUE_URL" => url },
    {
      CALLBACK_ENDPOINT = local.management_endpoint
      DEFAULT_DIALECT   = var.default_dialect
      SERVICE           = local.name
      STAGE             = var.stage
    },
    {
      for key, value in {
        # Where origins are limited, our own page is one of them.
        ALLOWED_ORIGINS        = length(var.allowed_origins) == 0 ? null : join(",", concat(var.allowed_origins, module.page[*].url))
        GUESTS                 = var.guests
        JWKS_URL               = var.jwks_url
        JWT_AUDIENCE           = var.jwt_audience
        JWT_ISSUER             = var.jwt_issuer
        JWT_SECRET_ARN         = var.jwt_secret_arn
        MESSAGES_PER_SECOND    = var.messages_per_second
        MESSAGE_RETENTION_DAYS = var.retention_days.messages
        NAMES                  = var.names
        NAME_CLAIM             = var.jwt_claims.name
        POSTS_PER_SECOND       = coalesce(var.posts_per_second, max(1, floor(var.request_quota * (100 - var.request_reserve) / 100 / var.fan_out_concurrency)))
        ROLES_CLAIM            = var.jwt_claims.roles
        ROOMS_CLAIM            = var.jwt_claims.rooms
        SESSION_RETENTION_DAYS = var.retention_days.sessions
        USER_CLAIM             = var.jwt_claims.user
      } : key => value if value != null
    },
    { for limit, value in var.limits : upper(limit) => value },
    var.environment,
  )
}

module "tables" {
  source = "./modules/tables"

  prefix                 = local.prefix
  names                  = var.table_names
  tables                 = local.definition.tables
  capacity_mode          = var.capacity_mode
  read_capacity          = var.read_capacity
  write_capacity         = var.write_capacity
  point_in_time_recovery = var.point_in_time_recovery
  deletion_protection    = var.deletion_protection
  kms_key_arn            = local.kms_key_arn
}

module "fan_out" {
  source = "./modules/fan_out"

  prefix = local.prefix
  queues = local.queues
  timeouts = {
    for function in values(local.functions) : function.trigger.queue => function.timeout_seconds
    if can(function.trigger.queue)
  }

  redrive_allow_policies = !contains(var.emulator_lacks, "redrive_allow_policies")
  kms_key_arn            = local.kms_key_arn
}

module "functions" {
  source = "./modules/functions"

  prefix       = local.prefix
  functions    = local.functions
  jar          = local.jar
  runtime      = var.runtime
  architecture = var.architecture
  memory_mb    = coalesce(var.memory_mb, local.definition.memory_mb)
  snap_start   = var.snap_start
  environment  = local.environment
  secrets = {
    for function, definition in local.functions : function => var.jwt_secret_arn
    if var.jwt_secret_arn != null && try(definition.permissions.jwt_secret, false)
  }
  log_retention_days = var.log_retention_days
  kms_key_arn        = local.kms_key_arn
  table_arns         = module.tables.arns
  queue_arns         = module.fan_out.arns
  max_concurrency    = var.fan_out_concurrency
  connections_arn    = local.stage_execution_arn
}

module "page" {
  source = "./modules/page"
  count  = var.page ? 1 : 0

  prefix                  = local.prefix
  folder                  = "${path.module}/../../web/page"
  websocket_url           = local.websocket_url
  response_headers_policy = !contains(var.emulator_lacks, "response_headers_policies")
}
