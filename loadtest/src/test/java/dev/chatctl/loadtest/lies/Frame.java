package dev.chatctl.loadtest.lies;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One WebSocket frame (RFC 6455, 5.2): read masked, as clients send it, and written unmasked. */
final class Frame {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private final boolean last;
  private final int opcode;
  private final byte[] payload;

  private Frame(boolean last, int opcode, byte[] payload) {
    this.last = last;
    this.opcode = opcode;
    this.payload = payload;
  }

  /** A whole text message. */
  static Frame text(String text) {
    return new Frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A whole binary message. */
  static Frame binary(byte[] payload) {
    return new Frame(true, BINARY, payload);
  }

  /** A control frame with a text in it. */
  static Frame control(int opcode, String text) {
    return new Frame(true, opcode, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The end, with code and reason. */
  static Frame close(int code, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    return new Frame(
        true, CLOSE, ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array());
  }

  /**
   * The next frame of a client.
   *
   * @throws IOException when the stream ends, or the frame is none that a client may send
   */
  static Frame read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    int head = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    if ((second & 0x80) == 0) {
      throw new IOException("a client's frame is not masked");
    }
    long length = second & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes(Math.toIntExact(length));
    if (payload.length < length) {
      throw new IOException("the stream ends within a frame");
    }
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return new Frame((head & 0x80) != 0, head & 0x0f, payload);
  }

  /** As it travels. */
  byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(payload.length + 10);
    bytes.put((byte) ((last ? 0x80 : 0) | opcode));
    if (payload.length < 126) {
      bytes.put((byte) payload.length);
    } else if (payload.length < 65_536) {
      bytes.put((byte) 126).putShort((short) payload.length);
    } else {
      bytes.put((byte) 127).putLong(payload.length);
    }
    return Arrays.copyOf(bytes.put(payload).array(), bytes.position());
  }

  /** What the frame is, by its number in the RFC. */
  int opcode() {
    return opcode;
  }

  /** The payload as text. */
  String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  /** The payload with a character for each byte. */
  String bytesAsText() {
    return new String(payload, StandardCharsets.ISO_8859_1);
  }

  /** The same as a binary frame. */
  Frame binary() {
    return new Frame(last, opcode == TEXT ? BINARY : opcode, payload);
  }

  /** The same message in pieces of so many bytes: this frame and its continuations. */
  List<Frame> split(int bytes) {
    List<Frame> frames = new ArrayList<>();
    for (int from = 0; from < payload.length; from += bytes) {
      int to = Math.min(payload.length, from + bytes);
      frames.add(
          new Frame(
              last && to == payload.length,
              from == 0 ? opcode : CONTINUATION,
              Arrays.copyOfRange(payload, from, to)));
    }
    return frames;
  }
}
