mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  jar = "tests/fixtures/placeholder.jar"
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
  assert {
    condition = alltrue([
      for table in keys(jsondecode(file("../chat-api.json")).tables) :
      local.environment["${upper(table)}_TABLE"] == "chat-dev-${replace(table, "_", "-")}"
    ])
    error_message = "each table's name goes to the handlers as <TABLE>_TABLE"
  }
  assert {
    condition     = local.environment.CALLBACK_ENDPOINT == output.management_endpoint
    error_message = "CALLBACK_ENDPOINT: ${local.environment.CALLBACK_ENDPOINT}"
  }
  assert {
    condition     = keys(output.dashboards) == ["fan-out", "functions", "load-test", "overview", "storage"]
    error_message = "dashboards: ${join(", ", keys(output.dashboards))}"
  }
}
