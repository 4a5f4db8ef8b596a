package dev.chatctl.admin.chat;

import dev.chatctl.cli.PrintableText;
import dev.chatctl.cli.Style;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A frame of the envelope dialect as people read it (docs/protocol.md); other text as it is. */
final class FrameText {
  private final Style style;

  FrameText(Style style) {
    this.style = style;
  }

  /** The frame's line; empty for what a person need not see, or has seen. */
  Optional<String> of(String frame, Backfill seen) {
    try {
      JsonObject json = Json.parseObject(frame);
      return json.string("type").isPresent()
          ? envelope(json.require("type"), json, seen)
          : Optional.of(PrintableText.lines(frame.stripTrailing()));
    } catch (JsonFormatException e) {
      return Optional.of(PrintableText.lines(frame.stripTrailing()));
    }
  }

  private Optional<String> envelope(String type, JsonObject json, Backfill seen) {
    return switch (type) {
      case "message" -> isNew(json, seen) ? Optional.of(message(json, "")) : Optional.empty();
      case "direct" -> Optional.of(message(json, " (to you alone)"));
      case "deleted" ->
          Optional.of(style.dim("* a message was taken back (" + text(json, "id") + ")"));
      case "joined", "left" ->
          Optional.of(style.dim("* " + text(json, "name") + verified(json) + " " + type));
      case "renamed" ->
          Optional.of(
              style.dim("* " + text(json, "previous_name") + " is now " + text(json, "name")));
      case "presence" ->
          Optional.of(
              style.dim(
                  "* here: "
                      + (json.has("people") ? people(json) : json.integer("count").orElse(0))));
      case "who" -> Optional.of(style.dim("* here: " + people(json)));
      case "history" -> history(json, seen);
      case "token_expires" ->
          Optional.of(
              style.failure("! the token expires at " + text(json, "at") + ", and then this ends"));
      case "token" -> Optional.of(style.dim("* another token was taken"));
      case "error" ->
          Optional.of(
              style.failure("! " + text(json, "message") + " (" + text(json, "code") + ")"));
      default -> Optional.empty();
    };
  }

  private Optional<String> history(JsonObject json, Backfill seen) {
    if (seen.isCatchingUp() && seen.isBeginning()) {
      return Optional.empty();
    }
    boolean isResumed = json.has("recovered");
    var lines = new ArrayList<String>();
    if (isResumed && !json.isTrue("recovered")) {
      lines.add(style.failure("! what was said before is not kept any more"));
    }
    for (JsonObject message : objects(json, "messages")) {
      // What somebody asked for is shown, whether it was before or not.
      if (isNew(message, seen) || !seen.isCatchingUp()) {
        lines.add(message(message, ""));
      }
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
  }

  private static boolean isNew(JsonObject message, Backfill seen) {
    return message.string("id").map(seen::isNew).orElse(true);
  }

  private String message(JsonObject json, String remark) {
    String at = text(json, "sent_at");
    String time = at.length() >= 19 ? at.substring(11, 19) : at;
    String name = text(json.object("sender"), "name");
    return style.dim(time)
        + " "
        + style.byKey(name, name)
        + verified(json.object("sender"))
        + remark
        + ": "
        + (json.has("deleted_at")
            ? style.dim("(taken back)")
            : PrintableText.lines(json.string("text").orElse("")));
  }

  /** What no name may have (docs/protocol.md), so that nobody can put it there. */
  private static String verified(JsonObject person) {
    return person.has("user") ? " \u2713" : "";
  }

  private static String people(JsonObject json) {
    return objects(json, "people").stream()
        .map(person -> text(person, "name") + verified(person))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static List<JsonObject> objects(JsonObject json, String name) {
    return json.value(name) instanceof List<?> list
        ? list.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList()
        : List.of();
  }

  private static String text(JsonObject json, String name) {
    return PrintableText.oneLine(json.string(name).orElse(""));
  }
}
