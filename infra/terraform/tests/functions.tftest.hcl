mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  jar        = "tests/fixtures/placeholder.jar"
  alarms     = false
  dashboards = false
}

run "tables_and_their_environment" {
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
}

run "names_of_an_existing_system" {
  variables {
    table_names = { active_connections = "ActiveConnections" }
  }

  assert {
    condition     = output.tables.active_connections == "ActiveConnections" && local.environment.ACTIVE_CONNECTIONS_TABLE == "ActiveConnections"
    error_message = "table_names renames the table for its users as well"
  }
}

run "policies_follow_the_definition" {
  variables {
    definition_file = "tests/fixtures/everything.json"
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
      "arn:aws:execute-api:eu-central-1:111122223333:a1b2c3d4e5/dev/POST/@connections/*",
      "arn:aws:execute-api:eu-central-1:111122223333:a1b2c3d4e5/dev/DELETE/@connections/*",
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
}

run "keys_of_ours" {
  variables {
    encryption = "customer_managed"
  }

  assert {
    condition     = alltrue([for policy in values(output.policies) : strcontains(policy, "kms:Decrypt")])
    error_message = "a function that may not use the key can read nothing"
  }
}
