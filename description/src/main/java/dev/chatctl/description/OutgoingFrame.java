package dev.chatctl.description;

import java.nio.charset.StandardCharsets;

/** A frame to send. */
public final class OutgoingFrame {
  private final byte[] bytes;
  private final boolean binary;

  private OutgoingFrame(byte[] bytes, boolean binary) {
    this.bytes = bytes;
    this.binary = binary;
  }

  /** A text frame. */
  public static OutgoingFrame text(String text) {
    return text(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same of UTF-8. */
  static OutgoingFrame text(byte[] utf8) {
    return new OutgoingFrame(utf8, false);
  }

  /** A binary frame. */
  public static OutgoingFrame binary(byte[] bytes) {
    return new OutgoingFrame(bytes, true);
  }

  /** What is in it; of a text, in UTF-8. */
  public byte[] bytes() {
    return bytes;
  }

  /** Whether it is a binary frame. */
  public boolean isBinary() {
    return binary;
  }
}
