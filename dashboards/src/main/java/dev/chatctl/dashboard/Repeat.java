package dev.chatctl.dashboard;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a row is repeated for: the first of these whose place it holds. */
enum Repeat {
  OPERATION("\\{\\{operation}}"),
  FUNCTION("\\{\\{function"),
  TABLE("\\{\\{table"),
  QUEUE("\\{\\{(queue|dead_letters)"),
  ROUTE("\\{\\{route}}"),
  ALARM("\\{\\{alarm"),
  ONCE("");

  private final Pattern place;

  Repeat(String place) {
    this.place = Pattern.compile(place);
  }

  /** What this row, as JSON, is repeated for. */
  static Repeat of(String row) {
    return Stream.of(values())
        .filter(repeat -> repeat.place.matcher(row).find())
        .findFirst()
        .orElseThrow();
  }

  /** What fills each repetition. */
  Stream<Map<String, String>> over(Deployment deployment) {
    return switch (this) {
      case OPERATION ->
          each(deployment.tables(), Map::entry)
              .flatMap(
                  table ->
                      table.getValue().operations().stream()
                          .map(
                              operation ->
                                  Map.of(
                                      "table", table.getKey(),
                                      "table_name", table.getValue().name(),
                                      "operation", operation)));
      case FUNCTION ->
          each(
              deployment.functions(),
              (key, function) -> Map.of("function", key, "function_name", function.name()));
      case TABLE ->
          each(
              deployment.tables(),
              (key, table) -> Map.of("table", key, "table_name", table.name()));
      case QUEUE ->
          each(
              deployment.queues(),
              (key, queue) ->
                  Map.of(
                      "queue", key,
                      "queue_name", queue.name(),
                      "dead_letters_name", queue.deadLetters()));
      case ROUTE -> deployment.api().routes().stream().map(key -> Map.of("route", key));
      case ALARM -> deployment.alarms().stream().map(arn -> Map.of("alarm_arn", arn));
      case ONCE -> Stream.of(Map.of());
    };
  }

  private static <T, R> Stream<R> each(Map<String, T> map, BiFunction<String, T, R> made) {
    return map.entrySet().stream().map(entry -> made.apply(entry.getKey(), entry.getValue()));
  }
}
