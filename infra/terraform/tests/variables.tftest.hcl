# Wrong values stop at plan, all of them at once; what is said is each variable's error_message.

mock_provider "aws" {
  source = "./tests/mocks"
}

run "wrong_values" {
  command = plan

  variables {
    name                = "Chat!"
    stage               = "a stage"
    region              = "frankfurt"
    definition_file     = "no-such-file.json"
    capacity_mode       = "SERVERLESS"
    read_capacity       = 0
    write_capacity      = 2.5
    default_dialect     = "klingon"
    jwks_url            = "issuer"
    allowed_origins     = ["chat.example.com/page"]
    environment         = { AWS_REGION = "eu-central-1" }
    jar                 = "no-such.jar"
    runtime             = "java8"
    architecture        = "x86"
    memory_mb           = 128
    fan_out_concurrency = 1
    throttle            = { rate = 0, burst = 0 }
    messages_per_second = 10001
    limits              = { sockets_per_user = 5001 }
    posts_per_second    = 0
    custom_domain       = { name = "chat", certificate_arn = "arn:aws:acm:eu-central-1:1:certificate/a" }
    encryption          = "rot13"
    log_retention_days  = 10
    retention_days      = { messages = 366, sessions = 0, audit = 1.5 }
    execution_logs      = "DEBUG"
    endpoint_url        = "127.0.0.1"
    alarm_topic_arn     = "my-topic"
    alarm_email         = "nobody"
    thresholds          = { patience = 1 }
  }

  expect_failures = [
    var.name, var.stage, var.region, var.definition_file, var.capacity_mode, var.read_capacity,
    var.write_capacity, var.default_dialect, var.jwks_url, var.allowed_origins, var.environment, var.jar, var.runtime,
    var.architecture, var.memory_mb, var.fan_out_concurrency, var.throttle, var.messages_per_second, var.limits, var.posts_per_second, var.custom_domain,
    var.encryption, var.log_retention_days, var.retention_days, var.execution_logs, var.endpoint_url,
    var.alarm_topic_arn, var.alarm_email, var.thresholds,
  ]
}

run "values_that_contradict_each_other" {
  command = plan

  variables {
    jar            = "tests/fixtures/placeholder.jar"
    guests         = "deny"
    names          = "mine"
    table_names    = { conections = "a b" }
    custom_domain  = { name = "chat.example.com", certificate_arn = "my-certificate" }
    kms_key_arn    = "arn:aws:kms:eu-central-1:1:key/a"
    emulator_lacks = ["queries"]
  }

  expect_failures = [var.guests, var.names, var.table_names, var.custom_domain, var.kms_key_arn, var.emulator_lacks]
}

run "a_name_and_a_stage_that_are_too_long_together" {
  command = plan

  variables {
    jar   = "tests/fixtures/placeholder.jar"
    name  = "the-chat-of-all-our-customers"
    stage = "production-eu-1"
    page  = true
  }

  expect_failures = [var.account_logging_role, var.page]
}

run "a_name_and_a_stage_as_long_as_they_may_be" {
  command = plan

  variables {
    jar   = "tests/fixtures/placeholder.jar"
    name  = "the-chat-of-all-our-customers"
    stage = "production-eu1"
  }
}

run "a_name_and_a_stage_that_are_too_long_for_the_page" {
  command = plan

  variables {
    jar   = "tests/fixtures/placeholder.jar"
    name  = "chat-of-our-customers"
    stage = "production"
    page  = true
  }

  expect_failures = [var.page]
}

run "a_name_and_a_stage_as_long_as_the_page_admits" {
  command = plan

  variables {
    jar   = "tests/fixtures/placeholder.jar"
    name  = "chat-of-our-customers"
    stage = "preview-1"
    page  = true
  }
}

run "a_secret_that_is_no_arn" {
  command = plan

  variables {
    jar            = "tests/fixtures/placeholder.jar"
    jwt_secret_arn = "short"
  }

  expect_failures = [var.jwt_secret_arn]
}

run "a_secret_beside_keys" {
  command = plan

  variables {
    jar            = "tests/fixtures/placeholder.jar"
    jwt_secret_arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:chat-jwt-AbCdEf"
    jwks_url       = "https://issuer.example.com/.well-known/jwks.json"
    jwt_issuer     = "https://issuer.example.com"
    jwt_audience   = "chat"
  }

  expect_failures = [var.jwt_secret_arn]
}

run "keys_without_an_audience" {
  command = plan

  variables {
    jar        = "tests/fixtures/placeholder.jar"
    jwks_url   = "https://issuer.example.com/.well-known/jwks.json"
    jwt_issuer = "https://issuer.example.com"
  }

  expect_failures = [var.jwks_url]
}
