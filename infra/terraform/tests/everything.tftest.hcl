mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  jar = "tests/fixtures/placeholder.jar"
}

run "everything_that_a_definition_can_hold" {
  variables {
    definition_file = "tests/fixtures/everything.json"
    stage           = "Prod"
    thresholds      = { fan_out_p99_ms = 1234 }
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
  assert {
    condition = [for statement in jsondecode(output.policies.send).Statement : statement.Action] == [
      ["logs:CreateLogStream", "logs:PutLogEvents"],
      ["dynamodb:Query", "dynamodb:BatchWriteItem"],
      ["execute-api:ManageConnections"],
      ["sqs:SendMessage"],
    ]
    error_message = "send: ${output.policies.send}"
  }
  assert {
    condition = jsondecode(output.policies.send).Statement[2].Resource == [
      "arn:aws:execute-api:eu-central-1:111122223333:a1b2c3d4e5/Prod/POST/@connections/*",
      "arn:aws:execute-api:eu-central-1:111122223333:a1b2c3d4e5/Prod/DELETE/@connections/*",
    ]
    error_message = "send reaches connections only by the verbs it uses: ${output.policies.send}"
  }
  assert {
    condition     = length(jsondecode(output.policies.authorizer).Statement) == 1
    error_message = "a function that uses nothing may only log: ${output.policies.authorizer}"
  }
  assert {
    condition     = strcontains(output.policies.worker, "sqs:DeleteMessage") && !strcontains(output.policies.worker, "sqs:SendMessage")
    error_message = "the worker takes jobs and sends none: ${output.policies.worker}"
  }
  assert {
    condition = (
      module.fan_out.patience.fan_out.retention
      > (jsondecode(file("tests/fixtures/everything.json")).queues.fan_out.max_receive_count + 1) * module.fan_out.patience.fan_out.visibility
    )
    error_message = "patience: ${jsonencode(module.fan_out.patience)} (expected: a job outlives all its tries, or SQS deletes it before it is a dead letter)"
  }
  assert {
    condition = alltrue([
      for function in keys(jsondecode(file("tests/fixtures/everything.json")).functions) :
      contains(output.alarms, "everything-Prod-errors-${function}") && contains(output.alarms, "everything-Prod-throttles-${function}")
    ])
    error_message = "alarms: ${join(", ", output.alarms)} (expected: errors and throttles of every function)"
  }
  assert {
    condition     = contains(output.alarms, "everything-Prod-dead-letters-fan-out") && contains(output.alarms, "everything-Prod-server-errors") && contains(output.alarms, "everything-Prod-unhealthy")
    error_message = "alarms: ${join(", ", output.alarms)} (expected: dead letters of every queue, errors of the API, and the composite)"
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
    condition     = endswith(output.dashboard_url, "region=eu-central-1#dashboards/dashboard/everything-Prod-overview")
    error_message = "dashboard_url: ${output.dashboard_url}"
  }
}

run "other_memory_and_no_snapshots" {
  variables {
    definition_file = "tests/fixtures/everything.json"
    stage           = "Prod"
    alarms          = false
    dashboards      = false
    memory_mb       = 512
    snap_start      = false
  }

  assert {
    condition     = output.deployment_trigger == run.everything_that_a_definition_can_hold.deployment_trigger
    error_message = "the deployment is replaced although no route changed"
  }
  assert {
    condition     = length(output.alarms) == 0 && length(output.dashboards) == 0 && output.dashboard_url == null && output.alarm_topic_arn == null
    error_message = "nothing is watched"
  }
}

run "other_routes" {
  variables {
    stage      = "Prod"
    alarms     = false
    dashboards = false
  }

  assert {
    condition     = output.deployment_trigger != run.everything_that_a_definition_can_hold.deployment_trigger
    error_message = "the deployment stays although routes changed"
  }
}
