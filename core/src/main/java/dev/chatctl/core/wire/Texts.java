package dev.chatctl.core.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The rules for the text of a message. */
final class Texts {
  // AWS: a frame is metered in steps of 32 KB; this leaves room for the envelope around the text.
  static final int MAX_BYTES = 28 * 1024;

  private Texts() {}

  /** The rule a text breaks, if any. */
  static Optional<Request.Invalid> check(String text) {
    if (text.isEmpty()) {
      return Optional.of(
          new Request.Invalid(Request.Problem.EMPTY_TEXT, "message: empty (expected: a text)"));
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      return Optional.of(
          new Request.Invalid(
              Request.Problem.TEXT_TOO_LONG,
              "message: %d bytes (expected: at most %d)".formatted(bytes, MAX_BYTES)));
    }
    return Optional.empty();
  }
}
