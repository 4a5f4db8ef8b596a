package dev.chatctl.admin.aws;

import java.io.IOException;
import java.io.InputStream;

/** A body that arrives in chunks, each after its size; a chunk of no size is the end. */
final class ChunkedBody extends InputStream {
  private static final int HEX = 16;

  private final InputStream in;
  private SizedBody chunk;
  private boolean first = true;
  private boolean ended;

  ChunkedBody(InputStream in) {
    this.in = in;
    this.chunk = new SizedBody(in, 0);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int read = ended ? -1 : chunk.read(bytes, offset, length);
    while (read < 0 && !ended) {
      long size = nextSize();
      if (size == 0) {
        ended = true;
        skipTrailers();
      } else {
        chunk = new SizedBody(in, size);
        read = chunk.read(bytes, offset, length);
      }
    }
    return read;
  }

  private long nextSize() throws IOException {
    if (!first) {
      PlainConnection.line(in); // the end of the chunk before
    }
    first = false;
    String size = PlainConnection.line(in).split(";", 2)[0].strip();
    try {
      return Long.parseLong(size, HEX);
    } catch (NumberFormatException e) {
      throw new IOException("chunk size: " + size + " (expected: a hexadecimal number)", e);
    }
  }

  private void skipTrailers() throws IOException {
    while (!PlainConnection.line(in).isEmpty()) {
      // nobody asked for any
    }
  }
}
