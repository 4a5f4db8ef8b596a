mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  jar = "tests/fixtures/placeholder.jar"
}

run "alarms_and_dashboards" {
  variables {
    definition_file = "tests/fixtures/everything.json"
    thresholds      = { fan_out_p99_ms = 1234 }
  }

  assert {
    condition = alltrue([
      for function in keys(jsondecode(file("tests/fixtures/everything.json")).functions) :
      contains(output.alarms, "everything-dev-errors-${function}") && contains(output.alarms, "everything-dev-throttles-${function}")
    ])
    error_message = "alarms: ${join(", ", output.alarms)} (expected: errors and throttles of every function)"
  }
  assert {
    condition     = contains(output.alarms, "everything-dev-dead-letters-fan-out") && contains(output.alarms, "everything-dev-unhealthy")
    error_message = "alarms: ${join(", ", output.alarms)} (expected: dead letters of every queue, and the composite)"
  }
  assert {
    condition     = keys(output.dashboards) == ["fan-out", "functions", "load-test", "overview", "storage"]
    error_message = "dashboards: ${join(", ", keys(output.dashboards))}"
  }
  assert {
    condition     = alltrue([for body in values(module.observability.bodies) : !can(regex("{{|\\$$[{]", body))])
    error_message = "a dashboard still holds a place to fill in"
  }
  assert {
    condition = alltrue([
      for name in values(output.functions) : strcontains(module.observability.bodies["functions"], "\"${name}\"")
    ])
    error_message = "the functions dashboard misses a function"
  }
  assert {
    condition     = strcontains(module.observability.bodies["fan-out"], "\"value\":1234")
    error_message = "a threshold that is set otherwise moves the dashboard's line"
  }
  assert {
    condition     = endswith(output.dashboard_url, "region=eu-central-1#dashboards/dashboard/everything-dev-overview")
    error_message = "dashboard_url: ${output.dashboard_url}"
  }
}

run "neither" {
  variables {
    alarms     = false
    dashboards = false
  }

  assert {
    condition     = length(output.alarms) == 0 && length(output.dashboards) == 0 && output.dashboard_url == null && output.alarm_topic_arn == null
    error_message = "nothing is watched"
  }
}
