package dev.chatctl.admin.chat;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a chat that breaks and comes back has seen: the position to resume from, and the messages
 * that may be told again from there (docs/protocol.md). Thread-safe: frames come on the client's
 * threads.
 */
final class Backfill {
  private static final int PAGE = 100;

  /** More than are told within the minute or so that a position lies back. */
  private static final int MOST_KNOWN = 20_000;

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private volatile String position = "";
  private volatile boolean catchingUp;

  /** What to ask for after coming, for a position to begin at, and after coming back. */
  String request() {
    catchingUp = true;
    return ask();
  }

  /** Whether there is no position yet, and so nothing that was missed. */
  boolean isBeginning() {
    return position.isEmpty();
  }

  /** Whether what was missed is still on its way. */
  boolean isCatchingUp() {
    return catchingUp;
  }

  /** Whether a message was shown before; from now on it was. */
  boolean isNew(String id) {
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    return known.add(id);
  }

  /**
   * Takes note of a frame.
   *
   * @return what to ask for next, if it is a part of what was missed
   */
  Optional<String> heard(JsonObject frame) {
    String told = frame.string("position").orElse("");
    if (frame.string("type").equals(Optional.of("message"))) {
      // Those that come before all that was missed has come say nothing of what is still to come.
      position = catchingUp || told.isEmpty() ? position : told;
      return Optional.empty();
    }
    if (told.isEmpty() || !catchingUp) {
      return Optional.empty();
    }
    position = told;
    catchingUp = frame.has("after");
    return catchingUp ? Optional.of(ask()) : Optional.empty();
  }

  private String ask() {
    return Json.text(
        json -> {
          json.writeStringField("action", "history");
          if (isBeginning()) {
            json.writeNumberField("limit", 1);
          } else {
            json.writeStringField("after_position", position);
            json.writeNumberField("limit", PAGE);
          }
        });
  }

  /** A frame, if it is one of the envelope dialect. */
  static Optional<JsonObject> parse(String frame) {
    try {
      return Optional.of(Json.parseObject(frame));
    } catch (JsonFormatException e) { // other dialects have no positions, hence no backfill
      return Optional.empty();
    }
  }
}
