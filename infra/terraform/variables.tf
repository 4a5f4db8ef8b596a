# What and where

variable "name" {
  description = "The deployment's name, which all names begin with. Null takes the definition file's."
  type        = string
  default     = null

  validation {
    condition     = var.name == null || can(regex("^[a-z][a-z0-9-]{0,29}$", var.name))
    error_message = "name: ${coalesce(var.name, "null")} (expected: 1 to 30 of a-z, 0-9 and -, beginning with a letter)"
  }
}

variable "stage" {
  description = "The API's stage, part of the URL and of all names."
  type        = string
  default     = "dev"

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,20}$", var.stage))
    error_message = "stage: ${var.stage} (expected: 1 to 20 of letters, digits, - and _)"
  }
}

variable "region" {
  description = "The AWS region. Null takes the environment's or the profile's."
  type        = string
  default     = null

  validation {
    condition     = var.region == null || can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region: ${coalesce(var.region, "null")} (expected: a region's name as in eu-central-1)"
  }
}

variable "tags" {
  description = "Tags for every resource, besides Application, Stage and ManagedBy."
  type        = map(string)
  default     = {}
}

variable "definition_file" {
  description = "The definition of functions, routes, tables and queues. Null takes infra/chat-api.json."
  type        = string
  default     = null

  validation {
    condition     = var.definition_file == null || can(jsondecode(file(var.definition_file)))
    error_message = "definition_file: ${coalesce(var.definition_file, "null")} (expected: a file with a JSON definition as in infra/chat-api.json)"
  }
}

# Tables

variable "capacity_mode" {
  description = "How DynamoDB is paid: PAY_PER_REQUEST by use, PROVISIONED by read_capacity and write_capacity."
  type        = string
  default     = "PAY_PER_REQUEST"

  validation {
    condition     = contains(["PAY_PER_REQUEST", "PROVISIONED"], var.capacity_mode)
    error_message = "capacity_mode: ${var.capacity_mode} (expected: PAY_PER_REQUEST or PROVISIONED)"
  }
}

variable "retention_days" {
  description = "For how many days what people said (messages, with a year at most), when they were there (sessions) and what operators did (audit) is kept. A room's row is kept five days longer than its messages. It counts for what is written from then on."
  type        = object({ messages = optional(number, 30), sessions = optional(number, 30), audit = optional(number, 365) })
  default     = {}

  validation {
    condition     = var.retention_days.messages >= 1 && var.retention_days.messages <= 365 && floor(var.retention_days.messages) == var.retention_days.messages
    error_message = "retention_days.messages: ${var.retention_days.messages} (expected: a whole number from 1 to 365, since history is read day by day)"
  }
  validation {
    condition     = var.retention_days.sessions >= 1 && var.retention_days.sessions <= 3650 && floor(var.retention_days.sessions) == var.retention_days.sessions
    error_message = "retention_days.sessions: ${var.retention_days.sessions} (expected: a whole number from 1 to 3650)"
  }
  validation {
    condition     = var.retention_days.audit >= 30 && var.retention_days.audit <= 3650 && floor(var.retention_days.audit) == var.retention_days.audit
    error_message = "retention_days.audit: ${var.retention_days.audit} (expected: a whole number from 30 to 3650; a shorter trail would not outlive what it is about)"
  }
}

variable "read_capacity" {
  description = "Read units of each table and index when provisioned."
  type        = number
  default     = 5

  validation {
    condition     = var.read_capacity >= 1 && var.read_capacity <= 10000 && floor(var.read_capacity) == var.read_capacity
    error_message = "read_capacity: ${var.read_capacity} (expected: a whole number from 1 to 10000)"
  }
}

variable "write_capacity" {
  description = "Write units of each table and index when provisioned."
  type        = number
  default     = 5

  validation {
    condition     = var.write_capacity >= 1 && var.write_capacity <= 10000 && floor(var.write_capacity) == var.write_capacity
    error_message = "write_capacity: ${var.write_capacity} (expected: a whole number from 1 to 10000)"
  }
}

variable "table_names" {
  description = "Names for tables that are to be called otherwise than <name>-<stage>-<table>, by table."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in values(var.table_names) : can(regex("^[A-Za-z0-9_.-]{3,255}$", name))])
    error_message = "table_names: ${jsonencode(var.table_names)} (expected: names of 3 to 255 letters, digits, _, . and -)"
  }
  validation {
    condition = alltrue([
      for table in keys(var.table_names) :
      contains(["active_connections", "limits", "message_history", "moderation", "rooms", "session_history"], table)
    ]) || var.definition_file != null
    error_message = "table_names: ${join(", ", keys(var.table_names))} (expected: only active_connections, limits, message_history, moderation, rooms and session_history)"
  }
}

variable "point_in_time_recovery" {
  description = "Whether tables can be restored to any second of the last 35 days. Deleted messages stay restorable that long."
  type        = bool
  default     = true
}

variable "deletion_protection" {
  description = "Whether DynamoDB refuses to delete the tables, and so terraform destroy stops."
  type        = bool
  default     = false
}

# Chat

variable "default_dialect" {
  description = "The wire format of clients that ask for none."
  type        = string
  default     = "envelope"

  validation {
    condition     = contains(["envelope", "name-text", "message-text", "data-text", "message-json"], var.default_dialect)
    error_message = "default_dialect: ${var.default_dialect} (expected: envelope, name-text, message-text, data-text or message-json)"
  }
}

variable "guests" {
  description = "Whether clients without a token are let in: allow, read (they may only listen) or deny. Null allows them as long as tokens cannot be verified."
  type        = string
  default     = null

  validation {
    condition     = var.guests == null || contains(["allow", "read", "deny"], coalesce(var.guests, "allow"))
    error_message = "guests: ${coalesce(var.guests, "null")} (expected: allow, read or deny)"
  }
  validation {
    condition     = coalesce(var.guests, "allow") != "deny" || var.jwks_url != null || var.jwt_secret_arn != null
    error_message = "guests: deny (expected: allow, or jwt_secret_arn or jwks_url, without which nobody gets in)"
  }
}

variable "jwt_secret_arn" {
  description = "The ARN of the secret (Secrets Manager) or parameter (SSM) that HS256 tokens are signed with, 32 bytes or more. Only the functions that verify tokens may read it; the version before the current one stays good."
  type        = string
  default     = null

  validation {
    condition     = var.jwt_secret_arn == null || can(regex("^arn:[a-z-]+:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:|ssm:[a-z0-9-]+:[0-9]{12}:parameter/).", var.jwt_secret_arn))
    error_message = "jwt_secret_arn: ${coalesce(var.jwt_secret_arn, "null")} (expected: the ARN of a secret or of a parameter)"
  }
  validation {
    condition     = var.jwt_secret_arn == null || var.jwks_url == null
    error_message = "jwt_secret_arn: set beside jwks_url (expected: one of them at most)"
  }
}

variable "jwks_url" {
  description = "Where the public keys of tokens are (RS, PS and ES of 256 to 512, EdDSA), as in https://issuer.example.com/.well-known/jwks.json."
  type        = string
  default     = null

  validation {
    condition     = var.jwks_url == null || can(regex("^https://[^/]+/", var.jwks_url))
    error_message = "jwks_url: ${coalesce(var.jwks_url, "null")} (expected: an https URL)"
  }
  validation {
    condition     = var.jwks_url == null || (var.jwt_issuer != null && var.jwt_audience != null)
    error_message = "jwks_url: set without jwt_issuer or jwt_audience (expected: all three, or tokens for other applications would be accepted)"
  }
}

variable "jwt_issuer" {
  description = "Who must have issued a token; any for everybody."
  type        = string
  default     = null
}

variable "jwt_audience" {
  description = "Whom a token must be for, by its aud or, where it has none, by its client_id: one or more with commas between them, or any."
  type        = string
  default     = null
}

variable "jwt_claims" {
  description = "The claims that hold the user, what the user is called, patterns of the rooms that may be entered, and roles there (read, write or moderate). Null takes user_id, name, rooms and chat_roles."
  type        = object({ user = optional(string), name = optional(string), rooms = optional(string), roles = optional(string) })
  default     = {}
}

variable "names" {
  description = "What people may be called: claim (what their token says; guests are all guest), free (nothing that can be taken for the name of a verified user in the room) or unique-in-room. Null takes free."
  type        = string
  default     = null

  validation {
    condition     = var.names == null || contains(["claim", "free", "unique-in-room"], coalesce(var.names, "free"))
    error_message = "names: ${coalesce(var.names, "null")} (expected: claim, free or unique-in-room)"
  }
}

variable "allowed_origins" {
  description = "The origins whose pages may connect, as in https://chat.example.com. Empty allows all."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.allowed_origins : can(regex("^https?://[^/]+$", origin))])
    error_message = "allowed_origins: ${join(", ", var.allowed_origins)} (expected: scheme and host as in https://chat.example.com)"
  }
}

variable "page" {
  description = "Whether the chat page is put into a bucket and served by CloudFront."
  type        = bool
  default     = false

  # AWS: a bucket's name has 63 characters at most, of which the provider takes 26 to make it unique.
  validation {
    condition     = !var.page || length(local.prefix) <= 31
    error_message = "page: true with ${local.prefix} (expected: at most 31 characters of name and stage, which the bucket's name begins with)"
  }
}

variable "environment" {
  description = "More environment variables for every function, as in POST_CONCURRENCY."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for key in keys(var.environment) : can(regex("^[A-Z][A-Z0-9_]*$", key)) && !startswith(key, "AWS_") && !startswith(key, "LAMBDA_")])
    error_message = "environment: ${join(", ", keys(var.environment))} (expected: names of A-Z, 0-9 and _ that do not begin with AWS_ or LAMBDA_, which Lambda keeps for itself)"
  }
}

# Functions

variable "jar" {
  description = "The jar with all handlers. Null takes handlers/target/chatctl-handlers.jar, which mvn package builds."
  type        = string
  default     = null

  validation {
    condition     = fileexists(coalesce(var.jar, "${path.module}/../../handlers/target/chatctl-handlers.jar"))
    error_message = "jar: ${coalesce(var.jar, "handlers/target/chatctl-handlers.jar")} (expected: a file; build it with mvn package -pl handlers -am)"
  }
}

variable "runtime" {
  description = "The Lambda runtime. java25 needs AWS provider 6.22 or newer."
  type        = string
  default     = "java21"

  validation {
    condition     = contains(["java21", "java25"], var.runtime)
    error_message = "runtime: ${var.runtime} (expected: java21 or java25)"
  }
}

variable "architecture" {
  description = "The processor architecture: x86_64 or arm64. The jar has to hold its native libraries."
  type        = string
  default     = "x86_64"

  validation {
    condition     = contains(["x86_64", "arm64"], var.architecture)
    error_message = "architecture: ${var.architecture} (expected: x86_64 or arm64)"
  }
}

variable "memory_mb" {
  description = "Memory of each function in MB. Processor time grows with it: one whole processor at 1769. Null for the definition file's."
  type        = number
  default     = null

  validation {
    condition     = try(var.memory_mb >= 256 && var.memory_mb <= 10240 && floor(var.memory_mb) == var.memory_mb, var.memory_mb == null)
    error_message = "memory_mb: ${coalesce(var.memory_mb, -1)} (expected: a whole number from 256 to 10240)"
  }
}

variable "snap_start" {
  description = "Whether functions start from a snapshot of their initialised state, which costs nothing for Java."
  type        = bool
  default     = true
}

variable "fan_out_concurrency" {
  description = "The most fan-out workers at one time. More of them than the account's request quota feeds only makes 429s."
  type        = number
  default     = 10

  validation {
    condition     = var.fan_out_concurrency >= 2 && var.fan_out_concurrency <= 1000 && floor(var.fan_out_concurrency) == var.fan_out_concurrency
    error_message = "fan_out_concurrency: ${var.fan_out_concurrency} (expected: a whole number from 2 to 1000)"
  }
}

# API

variable "throttle" {
  description = "Requests a second and burst that the stage takes, per route. The account's quota is 10000 and 5000."
  type        = object({ rate = number, burst = number })
  default     = { rate = 2000, burst = 1000 }

  # 0 blocks all traffic in some provider versions.
  validation {
    condition     = var.throttle.rate >= 1 && var.throttle.burst >= 1
    error_message = "throttle: rate ${var.throttle.rate}, burst ${var.throttle.burst} (expected: both >= 1)"
  }
}

variable "messages_per_second" {
  description = "Messages a second that one user may send over all connections, or a guest over one; 0 for no limit, null for the handlers' 20."
  type        = number
  default     = null

  validation {
    condition     = try(var.messages_per_second >= 0 && var.messages_per_second <= 10000 && floor(var.messages_per_second) == var.messages_per_second, var.messages_per_second == null)
    error_message = "messages_per_second: ${coalesce(var.messages_per_second, -1)} (expected: a whole number from 0 to 10000)"
  }
}

variable "limits" {
  description = "How many sockets one user and one address may have at a time, in how many rooms a user may be at a time, and how many rooms guests of one address may bring into being in an hour; 0 for no limit."
  type = object({
    sockets_per_user    = optional(number, 50)
    sockets_per_address = optional(number, 500)
    rooms_per_user      = optional(number, 20)
    new_rooms_per_guest = optional(number, 60)
  })
  default = {}

  validation {
    condition     = alltrue([for limit in values(var.limits) : limit >= 0 && limit <= 5000 && floor(limit) == limit])
    error_message = "limits: ${jsonencode(var.limits)} (expected: whole numbers from 0 to 5000)"
  }
}

variable "request_quota" {
  description = "Requests a second to all of the account's APIs in this region, callbacks among them: 10000 unless raised, 2500 in smaller regions (Amazon API Gateway quotas)."
  type        = number
  default     = 10000

  validation {
    condition     = var.request_quota >= 100 && floor(var.request_quota) == var.request_quota
    error_message = "request_quota: ${var.request_quota} (expected: a whole number >= 100)"
  }
}

variable "request_reserve" {
  description = "Percent of request_quota that fan-out workers leave to handshakes, messages, inline posts and operators."
  type        = number
  default     = 30

  validation {
    condition     = var.request_reserve >= 0 && var.request_reserve <= 90 && floor(var.request_reserve) == var.request_reserve
    error_message = "request_reserve: ${var.request_reserve} (expected: a whole number from 0 to 90)"
  }
}

variable "posts_per_second" {
  description = "Posts to connections a second that one running function makes at most; null for its part of request_quota without request_reserve when fan_out_concurrency workers run."
  type        = number
  default     = null

  validation {
    condition     = try(var.posts_per_second >= 1 && floor(var.posts_per_second) == var.posts_per_second, var.posts_per_second == null)
    error_message = "posts_per_second: ${coalesce(var.posts_per_second, -1)} (expected: a whole number >= 1)"
  }
}

variable "custom_domain" {
  description = "A domain of yours and the ARN of its certificate in the same region. Its DNS record is yours to make; output custom_domain_target is where it points."
  type        = object({ name = string, certificate_arn = string })
  default     = null

  validation {
    condition     = var.custom_domain == null || can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.custom_domain.name))
    error_message = "custom_domain.name: ${try(var.custom_domain.name, "null")} (expected: a host name as in chat.example.com)"
  }
  validation {
    condition     = var.custom_domain == null || can(regex("^arn:[a-z-]+:acm:", var.custom_domain.certificate_arn))
    error_message = "custom_domain.certificate_arn: ${try(var.custom_domain.certificate_arn, "null")} (expected: the ARN of an ACM certificate)"
  }
}

# Encryption

variable "encryption" {
  description = "Whose keys encrypt tables, queues, logs and environment: aws_owned (free) or customer_managed."
  type        = string
  default     = "aws_owned"

  validation {
    condition     = contains(["aws_owned", "customer_managed"], var.encryption)
    error_message = "encryption: ${var.encryption} (expected: aws_owned or customer_managed)"
  }
}

variable "kms_key_arn" {
  description = "Your key for customer_managed encryption, whose policy admits CloudWatch Logs and alarms. Null makes one."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:", var.kms_key_arn))
    error_message = "kms_key_arn: ${coalesce(var.kms_key_arn, "null")} (expected: the ARN of a KMS key)"
  }
  validation {
    condition     = var.kms_key_arn == null || var.encryption == "customer_managed"
    error_message = "kms_key_arn: set (expected: null, or encryption = customer_managed)"
  }
}

# Observability

variable "log_retention_days" {
  description = "Days after which CloudWatch deletes log lines."
  type        = number
  default     = 14

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days: ${var.log_retention_days} (expected: one of the periods CloudWatch offers, as in 1, 3, 5, 7, 14, 30, 60, 90 or 365)"
  }
}

variable "access_logs" {
  description = "Whether the API writes a line for each event. Needs the region's API Gateway logging role."
  type        = bool
  default     = true
}

variable "execution_logs" {
  description = "How much of each execution API Gateway logs: OFF, ERROR or INFO. Never message bodies."
  type        = string
  default     = "OFF"

  validation {
    condition     = contains(["OFF", "ERROR", "INFO"], var.execution_logs)
    error_message = "execution_logs: ${var.execution_logs} (expected: OFF, ERROR or INFO)"
  }
}

variable "account_logging_role" {
  description = "Whether this deployment makes the region's API Gateway logging role. There is one for all APIs: false where another owns it."
  type        = bool
  default     = true

  # AWS: a role's name has 64 characters at most.
  validation {
    condition     = !var.account_logging_role || length(local.prefix) <= 44
    error_message = "account_logging_role: true with ${local.prefix} (expected: at most 44 characters of name and stage, which the role's name begins with)"
  }
}

variable "detailed_metrics" {
  description = "Whether API Gateway also keeps metrics by route, which the dashboards show and CloudWatch charges for. Without them there is no alarm client-errors, which tells messages from handshakes by them."
  type        = bool
  default     = true
}

variable "alarms" {
  description = "Whether alarms are made."
  type        = bool
  default     = true
}

variable "alarm_topic_arn" {
  description = "An SNS topic of yours that alarms tell. Null makes one."
  type        = string
  default     = null

  validation {
    condition     = var.alarm_topic_arn == null || can(regex("^arn:[a-z-]+:sns:", var.alarm_topic_arn))
    error_message = "alarm_topic_arn: ${coalesce(var.alarm_topic_arn, "null")} (expected: the ARN of an SNS topic)"
  }
}

variable "alarm_email" {
  description = "An address that is told of alarms, once it has confirmed. Null for none."
  type        = string
  default     = null

  validation {
    condition     = var.alarm_email == null || can(regex("^[^@ ]+@[^@ ]+$", var.alarm_email))
    error_message = "alarm_email: ${coalesce(var.alarm_email, "null")} (expected: an address as in ops@example.com)"
  }
}

variable "dashboards" {
  description = "Whether dashboards and saved log queries are made. CloudWatch charges from the fourth dashboard on."
  type        = bool
  default     = true
}

variable "thresholds" {
  description = "Thresholds that are to be otherwise than in dashboards/thresholds.json: alarms and dashboards share them."
  type        = map(number)
  default     = {}

  validation {
    condition     = length(setsubtract(keys(var.thresholds), keys(jsondecode(file("${path.module}/../../dashboards/thresholds.json"))))) == 0
    error_message = "thresholds: ${join(", ", keys(var.thresholds))} (expected: names from dashboards/thresholds.json)"
  }
}

# For emulators

variable "endpoint_url" {
  description = "The address of an AWS emulator that takes the place of every AWS service. Null for AWS."
  type        = string
  default     = null

  validation {
    condition     = var.endpoint_url == null || can(regex("^https?://[^/]+$", var.endpoint_url))
    error_message = "endpoint_url: ${coalesce(var.endpoint_url, "null")} (expected: an http or https URL without a path)"
  }
}

variable "emulator_lacks" {
  description = "What the emulator cannot do and is left out: composite_alarms, deployments (the stage then follows every change), queries (saved log queries), redrive_allow_policies (of dead-letter queues), response_headers_policies (of the page)."
  type        = set(string)
  default     = []

  validation {
    condition     = length(setsubtract(var.emulator_lacks, ["composite_alarms", "deployments", "queries", "redrive_allow_policies", "response_headers_policies"])) == 0
    error_message = "emulator_lacks: ${join(", ", var.emulator_lacks)} (expected: any of composite_alarms, deployments, queries, redrive_allow_policies, response_headers_policies)"
  }
  validation {
    condition     = length(var.emulator_lacks) == 0 || var.endpoint_url != null
    error_message = "emulator_lacks: ${join(", ", var.emulator_lacks)} (expected: empty without endpoint_url, since AWS lacks nothing)"
  }
}
