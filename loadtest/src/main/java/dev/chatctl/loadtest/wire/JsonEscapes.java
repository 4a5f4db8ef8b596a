package dev.chatctl.loadtest.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Undoes what a JSON encoder may make of a {@link Marker}: any character may stand as {@code
 * \}{@code u007e} (RFC 8259, 7), with more backslashes in JSON within JSON. What else may be
 * escaped is in no marker.
 */
public final class JsonEscapes {
  private static final int DIGITS = 4;
  private static final int ASCII = 0x7f;

  private JsonEscapes() {}

  /** The same with every escaped ASCII character in its place; itself where there is none. */
  public static ByteBuf undone(ByteBuf text) {
    int escape = next(text, text.readerIndex());
    if (escape < 0) {
      return text;
    }
    ByteBuf plain = Unpooled.buffer(text.readableBytes());
    int from = text.readerIndex();
    for (; escape >= 0; escape = next(text, from)) {
      int u = afterBackslashes(text, escape);
      plain.writeBytes(text, from, escape - from).writeByte(character(text, u));
      from = u + 1 + DIGITS;
    }
    return plain.writeBytes(text, from, text.writerIndex() - from);
  }

  /** The first backslash of the next escaped ASCII character, or -1. */
  private static int next(ByteBuf text, int from) {
    int at = text.indexOf(from, text.writerIndex(), (byte) '\\');
    while (at >= 0) {
      int end = afterBackslashes(text, at);
      if (character(text, end) >= 0) {
        return at;
      }
      at = text.indexOf(end, text.writerIndex(), (byte) '\\');
    }
    return -1;
  }

  private static int afterBackslashes(ByteBuf text, int from) {
    int at = from;
    while (at < text.writerIndex() && text.getByte(at) == '\\') {
      at++;
    }
    return at;
  }

  /** What {@code u} and four digits stand for, or -1. */
  private static int character(ByteBuf text, int u) {
    if (text.writerIndex() - u <= DIGITS || text.getByte(u) != 'u') {
      return -1;
    }
    int value = 0;
    for (int i = u + 1; i <= u + DIGITS; i++) {
      int digit = Character.digit(text.getByte(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value <= ASCII ? value : -1;
  }
}
