mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  jar        = "tests/fixtures/placeholder.jar"
  alarms     = false
  dashboards = false
}

run "the_definition_as_it_is" {
  assert {
    condition     = toset(keys(module.api.routes)) == toset(keys(jsondecode(file("../chat-api.json")).routes))
    error_message = "routes: ${join(", ", keys(module.api.routes))} (expected: those of the definition file)"
  }
  assert {
    condition     = output.websocket_url == "wss://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/dev"
    error_message = "websocket_url: ${output.websocket_url}"
  }
  assert {
    condition     = output.management_endpoint == "https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/dev"
    error_message = "management_endpoint: ${output.management_endpoint}"
  }
}

run "everything_that_a_definition_can_hold" {
  variables {
    definition_file = "tests/fixtures/everything.json"
    stage           = "Prod"
  }

  assert {
    condition     = alltrue([for route in values(module.api.routes) : startswith(route.target, "integrations/")])
    error_message = "a route's target is no integration"
  }
  assert {
    condition     = module.api.routes["$connect"].authorization_type == "CUSTOM" && module.api.routes["post"].authorization_type == "NONE"
    error_message = "the authorizer belongs to $connect and to nothing else"
  }
  assert {
    condition     = module.api.two_way == toset(["$default", "sendmessage"])
    error_message = "two-way routes: ${join(", ", module.api.two_way)} (expected: $default and sendmessage)"
  }
  assert {
    condition = module.api.invokers == {
      "$connect"    = "arn:aws:execute-api:eu-central-1:111122223333:a1b2c3d4e5/Prod/$connect"
      "$default"    = "arn:aws:execute-api:eu-central-1:111122223333:a1b2c3d4e5/Prod/$default"
      "sendmessage" = "arn:aws:execute-api:eu-central-1:111122223333:a1b2c3d4e5/Prod/sendmessage"
      "post"        = "arn:aws:execute-api:eu-central-1:111122223333:a1b2c3d4e5/Prod/post"
    }
    error_message = "each route may invoke its function, and no other may"
  }
}

run "another_memory_size" {
  variables {
    definition_file = "tests/fixtures/everything.json"
    stage           = "Prod"
    memory_mb       = 512
    snap_start      = false
  }

  assert {
    condition     = output.deployment_trigger == run.everything_that_a_definition_can_hold.deployment_trigger
    error_message = "the deployment is replaced although no route changed"
  }
}

run "another_route" {
  variables {
    stage = "Prod"
  }

  assert {
    condition     = output.deployment_trigger != run.everything_that_a_definition_can_hold.deployment_trigger
    error_message = "the deployment stays although routes changed"
  }
}

run "a_custom_domain" {
  variables {
    custom_domain = {
      name            = "chat.example.com"
      certificate_arn = "arn:aws:acm:eu-central-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f"
    }
  }

  assert {
    condition     = output.websocket_url == "wss://chat.example.com"
    error_message = "websocket_url: ${output.websocket_url} (expected: the custom domain, without the stage)"
  }
  assert {
    condition     = output.management_endpoint == "https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/dev"
    error_message = "management_endpoint: ${output.management_endpoint} (expected: the API's own address)"
  }
}

run "an_emulator_without_deployments" {
  variables {
    endpoint_url   = "http://127.0.0.1:5566"
    emulator_lacks = ["deployments"]
  }

  assert {
    condition     = module.api.auto_deploy
    error_message = "without a deployment the stage has to follow changes by itself"
  }
}
