package dev.chatctl.description;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What arrived, read as text and as JSON when somebody asks. Not thread-safe. */
public final class IncomingFrame {
  private final byte[] bytes;
  private final boolean binary;
  private @Nullable String text;
  private @Nullable Object json;
  private boolean parsed;

  /**
   * A whole message.
   *
   * @param binary whether each byte is a character of its own to patterns
   */
  public IncomingFrame(byte[] bytes, boolean binary) {
    this.bytes = bytes;
    this.binary = binary;
  }

  /** Text. */
  public static IncomingFrame of(String text) {
    IncomingFrame frame = new IncomingFrame(text.getBytes(StandardCharsets.UTF_8), false);
    frame.text = text;
    return frame;
  }

  /** As patterns see it. */
  public String text() {
    if (text == null) {
      text = new String(bytes, binary ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
    return text;
  }

  /** The JSON value that it is, if it is one; binary frames may be, too. */
  Optional<Object> json() {
    if (!parsed) {
      json = JsonValues.parse(bytes).orElse(null);
      parsed = true;
    }
    return Optional.ofNullable(json);
  }
}
