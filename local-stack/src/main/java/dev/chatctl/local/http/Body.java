package dev.chatctl.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The body of a request, whole or not at all. */
public final class Body {
  private Body() {}

  /**
   * Reads it.
   *
   * @param most in bytes
   * @throws IOException if it is longer; the server answers that with 413
   */
  public static byte[] read(HttpExchange exchange, int most) throws IOException {
    InputStream in = exchange.getRequestBody();
    byte[] bytes = in.readNBytes(most + 1);
    if (bytes.length > most) {
      // Whoever still sends does not read the answer.
      in.transferTo(OutputStream.nullOutputStream());
      throw new TooLongException(most);
    }
    return bytes;
  }

  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLongException(int most) {
      super("body: too long (expected: at most " + most + " bytes)");
    }
  }
}
