package dev.chatctl.gateway.internal.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/** The text of a message that was posted. */
final class PostedText {
  private static final long NOT_ASCII = 0x8080808080808080L;

  private PostedText() {}

  /** AWS: any payload becomes a text message; invalid UTF-8 turns into U+FFFD. */
  static ByteBuf of(ByteBuf payload, ByteBufAllocator allocator) {
    return isAscii(payload) || ByteBufUtil.isText(payload, UTF_8)
        ? payload.retainedSlice()
        : ByteBufUtil.writeUtf8(allocator, payload.toString(UTF_8));
  }

  /** Eight bytes at a time, since most payloads are ASCII and the full check goes byte by byte. */
  private static boolean isAscii(ByteBuf payload) {
    int at = payload.readerIndex();
    int end = payload.writerIndex();
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      if ((payload.getLong(at) & NOT_ASCII) != 0) {
        return false;
      }
    }
    for (; at < end; at++) {
      if (payload.getByte(at) < 0) {
        return false;
      }
    }
    return true;
  }
}
