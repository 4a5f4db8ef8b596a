locals {
  files = var.dashboards == null ? [] : [for file in fileset(var.dashboards, "*.json") : file if file != "thresholds.json"]

  # What ${...} stands for in a dashboard.
  values = merge(
    {
      service                    = var.service
      stage                      = var.stage
      region                     = var.region
      api_id                     = var.api_id
      log_sources                = join(" | ", [for group in values(var.log_groups) : "SOURCE '${group}'"])
      price_per_million_messages = "1"
    },
    { for name, value in var.thresholds : "threshold_${name}" => value },
  )

  # What a row of metrics, or an alarm, is repeated for, by the {{...}} it holds.
  nothing = {
    "{{function}}" = "", "{{function_name}}" = "", "{{table}}" = "", "{{table_name}}" = "", "{{operation}}" = "",
    "{{queue}}"    = "", "{{queue_name}}" = "", "{{dead_letters_name}}" = "", "{{route}}" = "", "{{alarm_arn}}" = "",
  }
  repeats = {
    function = [
      for key, name in var.functions : merge(local.nothing, { "{{function}}" = key, "{{function_name}}" = name })
    ]
    table = [
      for key, name in var.tables : merge(local.nothing, { "{{table}}" = key, "{{table_name}}" = name })
    ]
    operation = flatten([
      for key, name in var.tables : [
        for operation in lookup(var.operations, key, []) :
        merge(local.nothing, { "{{table}}" = key, "{{table_name}}" = name, "{{operation}}" = operation })
      ]
    ])
    queue = [
      for key, names in var.queues : merge(local.nothing, {
        "{{queue}}" = key, "{{queue_name}}" = names.name, "{{dead_letters_name}}" = names.dead_letters
      })
    ]
    route = [for key in var.routes : merge(local.nothing, { "{{route}}" = key })]
    alarm = [for arn in local.alarm_arns : merge(local.nothing, { "{{alarm_arn}}" = arn })]
    once  = [local.nothing]
  }

  # JSON has no place for ${...} in the place of a number, so a threshold is quoted until it is filled in.
  filled = {
    for file in local.files : trimsuffix(file, ".json") => jsondecode(
      replace(templatefile("${var.dashboards}/${file}", local.values), "/\"value\": *\"(-?[0-9.]+)\"/", "\"value\": $1"),
    )
  }

  # The rows of each widget, as JSON and repeated.
  rows = {
    for dashboard, body in local.filled : dashboard => [
      for widget in body.widgets : flatten([
        for row in concat(try(widget.properties.metrics, []), try(widget.properties.alarms, [])) : [
          for values in local.repeats[
            strcontains(jsonencode(row), "{{operation}}") ? "operation" :
            strcontains(jsonencode(row), "{{function") ? "function" :
            strcontains(jsonencode(row), "{{table") ? "table" :
            strcontains(jsonencode(row), "{{queue") || strcontains(jsonencode(row), "{{dead_letters") ? "queue" :
            strcontains(jsonencode(row), "{{route}}") ? "route" :
            strcontains(jsonencode(row), "{{alarm") ? "alarm" : "once"
            ] : join("", [
              for part in regexall("{{[a-z_]+}}|(?:[^{]|{[^{])+|{", jsonencode(row)) : lookup(values, part, part)
          ])
        ]
      ])
    ]
  }

  bodies = {
    for dashboard, body in local.filled : dashboard => merge(body, {
      widgets = [
        for index, widget in body.widgets : merge(widget, {
          properties = {
            for key, value in widget.properties : key => jsondecode(
              contains(["metrics", "alarms"], key) ? "[${join(",", local.rows[dashboard][index])}]" : jsonencode(value),
            )
          }
        })
        # A widget with nothing to show, as that of queues where there are none, is left out.
        if contains(["text", "log"], widget.type) || length(local.rows[dashboard][index]) > 0
      ]
    })
  }

  # From the files as they are: what is filled in is known only after apply.
  queries = merge([
    for file in local.files : {
      for widget in jsondecode(file("${var.dashboards}/${file}")).widgets :
      widget.properties.title => trimprefix(widget.properties.query, "$${log_sources} | ")
      if widget.type == "log"
    }
  ]...)
}

resource "aws_cloudwatch_dashboard" "this" {
  for_each = local.bodies

  dashboard_name = "${var.prefix}-${each.key}"
  dashboard_body = jsonencode(each.value)
}

resource "aws_cloudwatch_query_definition" "this" {
  for_each = { for name, query in local.queries : name => query if var.queries }

  name            = "${var.prefix}/${each.key}"
  log_group_names = values(var.log_groups)
  query_string    = each.value
}
