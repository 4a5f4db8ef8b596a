package dev.chatctl.core.wire;

import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.wire.Problem.Code;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The one text in a request, under the key the dialect has for it. A body that has another
 * dialect's key as well is refused, because guessing which one was meant would send the wrong text.
 */
final class TextBody {
  /** The actions that send a message, whatever the dialect. */
  static final Set<String> SEND_ACTIONS = Set.of("sendmessage", "sendMessage", "post");

  private static final List<String> KEYS = List.of("msg", "message", "data");

  private TextBody() {}

  static Request read(JsonObject body, String key, Optional<String> clientMessageId) {
    for (String other : KEYS) {
      if (!other.equals(key) && body.has(other)) {
        return invalid(
            Problem.of(Code.AMBIGUOUS, other + ": present (expected: " + key + " only)"),
            clientMessageId);
      }
    }
    try {
      String text = body.require(key);
      return InputRules.text(key, text)
          .map(problem -> invalid(problem, clientMessageId))
          .orElseGet(() -> new Request.Say(text, clientMessageId));
    } catch (JsonFormatException e) {
      return invalid(Problem.of(Code.WRONG_TYPE, e.problem()), clientMessageId);
    }
  }

  private static Request invalid(Problem problem, Optional<String> clientMessageId) {
    return new Request.Invalid(problem.about(clientMessageId));
  }
}
