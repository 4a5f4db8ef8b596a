package dev.chatctl.local.logs;

import dev.chatctl.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The members of a request, read as the operations need them. */
record LogsRequest(JsonObject json) {
  String require(String name) throws LogsException {
    return json.string(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> LogsException.invalid(name + ": absent (expected: a value)"));
  }

  /** The group named directly, or by its ARN. */
  String group() throws LogsException {
    return json.has("logGroupName")
        ? require("logGroupName")
        : groupOf(require("logGroupIdentifier"));
  }

  static String groupOf(String nameOrArn) {
    int at = nameOrArn.indexOf(":log-group:");
    String name = at < 0 ? nameOrArn : nameOrArn.substring(at + ":log-group:".length());
    return name.endsWith(":*") ? name.substring(0, name.length() - 2) : name;
  }

  List<String> strings(String name) {
    var strings = new ArrayList<String>();
    if (json.value(name) instanceof List<?> values) {
      values.forEach(value -> strings.add(String.valueOf(value)));
    }
    return strings;
  }

  int limit(int largest) throws LogsException {
    long limit = json.integer("limit").orElse(largest);
    if (limit < 1 || limit > largest) {
      throw LogsException.invalid("limit: %d (expected: 1 to %d)".formatted(limit, largest));
    }
    return (int) limit;
  }
}
