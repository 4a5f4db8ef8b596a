package dev.chatctl.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a row is repeated for. */
enum Repeat {
  ONCE,
  FUNCTION,
  TABLE,
  OPERATION,
  QUEUE,
  ROUTE,
  ALARM;

  /** What this row, as JSON, is repeated for. */
  static Repeat of(String row) {
    if (row.contains("{{operation}}")) {
      return OPERATION;
    }
    if (row.contains("{{function")) {
      return FUNCTION;
    }
    if (row.contains("{{table")) {
      return TABLE;
    }
    if (row.contains("{{queue") || row.contains("{{dead_letters")) {
      return QUEUE;
    }
    if (row.contains("{{route}}")) {
      return ROUTE;
    }
    return row.contains("{{alarm") ? ALARM : ONCE;
  }

  /** What fills each repetition. */
  List<Map<String, String>> over(Deployment deployment) {
    var all = new ArrayList<Map<String, String>>();
    switch (this) {
      case ONCE -> all.add(Map.of());
      case FUNCTION ->
          deployment
              .functions()
              .forEach((key, name) -> all.add(Map.of("function", key, "function_name", name)));
      case TABLE ->
          deployment
              .tables()
              .forEach((key, name) -> all.add(Map.of("table", key, "table_name", name)));
      case OPERATION ->
          deployment
              .tables()
              .forEach(
                  (key, name) ->
                      deployment
                          .operations()
                          .getOrDefault(key, List.of())
                          .forEach(
                              operation ->
                                  all.add(
                                      Map.of(
                                          "table",
                                          key,
                                          "table_name",
                                          name,
                                          "operation",
                                          operation))));
      case QUEUE ->
          deployment
              .queues()
              .forEach(
                  (key, queue) ->
                      all.add(
                          Map.of(
                              "queue", key,
                              "queue_name", queue.name(),
                              "dead_letters_name", queue.deadLetters())));
      case ROUTE -> deployment.routes().forEach(key -> all.add(Map.of("route", key)));
      case ALARM -> deployment.alarms().forEach(arn -> all.add(Map.of("alarm_arn", arn)));
    }
    return all;
  }
}
