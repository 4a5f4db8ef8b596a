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
    encryption  = "customer_managed"
    guests      = "deny"
    jwt_secret  = "a secret of at least thirty-two bytes"
    table_names = { active_connections = "ActiveConnections" }
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
