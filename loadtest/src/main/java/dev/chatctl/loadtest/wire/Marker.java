package dev.chatctl.loadtest.wire;

import io.netty.buffer.ByteBuf;
import java.util.HexFormat;

/**
 * The mark of one message inside its text: {@code ~ct:RRRRRRRRkPPPPSSSSSSSSDDDDDDDDDDDDDDDD~}, all
 * fields fixed-width hexadecimal: run, kind, publisher, sequence, due time. Fixed width and an
 * alphabet that hardly a JSON encoder escapes ({@link JsonEscapes}) allow it to be read in place
 * from a frame, whatever envelope surrounds it.
 *
 * @param run the run it belongs to; frames of other runs are none of ours
 * @param kind {@link #WARM_UP} or {@link #MEASURED}
 * @param publisher index of the sending publisher, 0 to 65535
 * @param sequence the publisher's own count, from 0
 * @param dueNanos {@link System#nanoTime()} at which the message was scheduled, not written
 */
public record Marker(int run, byte kind, int publisher, int sequence, long dueNanos) {
  /** Kind of the messages that only warm caches and compilers; never counted. */
  public static final byte WARM_UP = 'w';

  /** Kind of the messages that the results are made of. */
  public static final byte MEASURED = 'm';

  /** Bytes of an encoded marker. */
  public static final int LENGTH = 42;

  private static final int RUN = 4;
  private static final int KIND = 12;
  private static final int PUBLISHER = 13;
  private static final int SEQUENCE = 17;
  private static final int DUE = 25;
  private static final HexFormat HEX = HexFormat.of();

  public Marker {
    if (publisher < 0 || publisher > 0xffff) {
      throw new IllegalArgumentException("publisher: " + publisher + " (expected: 0..65535)");
    }
    if (sequence < 0) {
      throw new IllegalArgumentException("sequence: " + sequence + " (expected: >= 0)");
    }
  }

  /** The marker as text, {@value #LENGTH} ASCII characters. */
  public String encode() {
    return "~ct:"
        + HEX.toHexDigits(run)
        + (char) kind
        + HEX.toHexDigits((short) publisher)
        + HEX.toHexDigits(sequence)
        + HEX.toHexDigits(dueNanos)
        + "~";
  }

  /** A message's text: the marker, filled up with dots. At least the marker is sent. */
  public String text(int bytes) {
    return encode() + ".".repeat(Math.max(0, bytes - LENGTH));
  }

  /**
   * Index of the first marker of this run in the readable bytes from there on, or -1. Allocates
   * nothing.
   */
  public static int find(ByteBuf frame, int from, int run) {
    int end = frame.writerIndex();
    int at = frame.indexOf(from, end, (byte) '~');
    while (at >= 0 && end - at >= LENGTH) {
      if (isMarker(frame, at) && hex(frame, at + RUN, 8) == Integer.toUnsignedLong(run)) {
        return at;
      }
      at = frame.indexOf(at + 1, end, (byte) '~');
    }
    return -1;
  }

  /** Whether there is one at all. */
  public static boolean isIn(ByteBuf frame, int run) {
    return find(frame, frame.readerIndex(), run) >= 0;
  }

  private static boolean isMarker(ByteBuf frame, int at) {
    return frame.getByte(at + 1) == 'c'
        && frame.getByte(at + 2) == 't'
        && frame.getByte(at + 3) == ':'
        && frame.getByte(at + LENGTH - 1) == '~';
  }

  /** Kind of the marker found at {@code at}. */
  public static byte kind(ByteBuf frame, int at) {
    return frame.getByte(at + KIND);
  }

  /** Publisher of the marker found at {@code at}. */
  public static int publisher(ByteBuf frame, int at) {
    return (int) hex(frame, at + PUBLISHER, 4);
  }

  /** Sequence of the marker found at {@code at}; negative when the field holds no hexadecimal. */
  public static int sequence(ByteBuf frame, int at) {
    return (int) hex(frame, at + SEQUENCE, 8);
  }

  /** Due time of the marker found at {@code at}. */
  public static long dueNanos(ByteBuf frame, int at) {
    return hex(frame, at + DUE, 16);
  }

  private static long hex(ByteBuf frame, int from, int digits) {
    long value = 0;
    for (int i = from; i < from + digits; i++) {
      int c = frame.getByte(i);
      int digit = c <= '9' ? c - '0' : c - 'a' + 10;
      if (digit < 0 || digit > 15) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
