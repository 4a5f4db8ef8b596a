mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  jar = "tests/fixtures/placeholder.jar"
}

run "a_custom_domain_and_keys_and_table_names_of_ours" {
  variables {
    alarms     = false
    dashboards = false
    custom_domain = {
      name            = "chat.example.com"
      certificate_arn = "arn:aws:acm:eu-central-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f"
    }
    encryption          = "customer_managed"
    execution_logs      = "INFO"
    guests              = "deny"
    jwt_audience        = "chat"
    jwt_issuer          = "https://issuer.example.com"
    jwt_claims          = { user = "sub" }
    jwt_secret_arn      = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:chat-jwt-AbCdEf"
    messages_per_second = 5
    limits              = { sockets_per_address = 0, rooms_per_user = 3 }
    names               = "claim"
    posts_per_second    = 2500
    retention_days      = { messages = 7, audit = 90 }
    table_names         = { active_connections = "ActiveConnections" }
  }

  assert {
    condition     = output.websocket_url == "wss://chat.example.com"
    error_message = "websocket_url: ${output.websocket_url} (expected: the custom domain, without the stage)"
  }
  assert {
    condition     = output.management_endpoint == "https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/dev"
    error_message = "management_endpoint: ${output.management_endpoint} (expected: the API's own address)"
  }
  assert {
    condition     = alltrue([for policy in values(output.policies) : strcontains(policy, "kms:Decrypt")])
    error_message = "a function that may not use the key can read nothing"
  }
  assert {
    condition     = output.tables.active_connections == "ActiveConnections" && local.environment.ACTIVE_CONNECTIONS_TABLE == "ActiveConnections"
    error_message = "table_names renames the table for its users as well"
  }
  assert {
    condition     = tostring(local.environment.MESSAGE_RETENTION_DAYS) == "7" && tostring(local.environment.SESSION_RETENTION_DAYS) == "30" && output.audit_retention_days == "90"
    error_message = "what is kept for how long is the functions' environment, and operators' commands know of the audit"
  }
  assert {
    condition = (
      tostring(local.environment.SOCKETS_PER_USER) == "50" && tostring(local.environment.SOCKETS_PER_ADDRESS) == "0"
      && tostring(local.environment.ROOMS_PER_USER) == "3" && tostring(local.environment.NEW_ROOMS_PER_GUEST) == "60"
    )
    error_message = "limits that are not given are those of the handlers"
  }
  assert {
    condition     = local.environment.NAMES == "claim" && tostring(local.environment.MESSAGES_PER_SECOND) == "5" && tostring(local.environment.POSTS_PER_SECOND) == "2500"
    error_message = "the limits are the functions' environment"
  }
  assert {
    condition     = [for function, policy in output.policies : function if strcontains(policy, "secretsmanager:GetSecretValue")] == ["authorizer", "token"]
    error_message = "only the functions that verify tokens may read the secret"
  }
  assert {
    condition     = local.environment.USER_CLAIM == "sub" && !contains(keys(local.environment), "NAME_CLAIM")
    error_message = "claims are the functions' environment where they are given"
  }
}

run "a_page_that_only_its_distribution_can_read" {
  variables {
    alarms          = false
    dashboards      = false
    page            = true
    allowed_origins = ["https://chat.example.com"]
    jwks_url        = "https://issuer.example.com/.well-known/jwks.json"
    jwt_audience    = "chat"
    jwt_issuer      = "https://issuer.example.com"
  }

  assert {
    condition     = output.page_url == "https://d111111abcdef8.cloudfront.net"
    error_message = "page_url: ${output.page_url}"
  }
  assert {
    condition     = local.environment.ALLOWED_ORIGINS == "https://chat.example.com,https://d111111abcdef8.cloudfront.net"
    error_message = "ALLOWED_ORIGINS: ${local.environment.ALLOWED_ORIGINS} (expected: those given, and the page)"
  }
  assert {
    condition     = module.page[0].files["index.html"] == "text/html; charset=utf-8" && module.page[0].files["js/main.js"] == "text/javascript; charset=utf-8"
    error_message = "a file is served as what it is not"
  }
  assert {
    condition     = jsondecode(module.page[0].config) == { websocket_url = output.websocket_url }
    error_message = "config.json: ${module.page[0].config} (expected: where this deployment's clients connect)"
  }
}

run "an_emulator_without_deployments" {
  variables {
    alarms         = false
    dashboards     = false
    endpoint_url   = "http://127.0.0.1:5566"
    emulator_lacks = ["deployments"]
  }

  assert {
    condition     = module.api.auto_deploy
    error_message = "without a deployment the stage has to follow changes by itself"
  }
}

run "a_small_regions_quota_is_divided_by_its_workers" {
  variables {
    alarms              = false
    dashboards          = false
    request_quota       = 2500
    request_reserve     = 20
    fan_out_concurrency = 8
  }

  assert {
    condition     = tostring(local.environment.POSTS_PER_SECOND) == "250"
    error_message = "posts a second: ${local.environment.POSTS_PER_SECOND} (expected: 2500 without 20 %, by 8 workers)"
  }
  assert {
    condition     = output.request_quota == "2500"
    error_message = "request_quota: ${output.request_quota} (expected: what operators' commands take a tenth of)"
  }
}
