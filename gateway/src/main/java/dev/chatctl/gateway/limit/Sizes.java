package dev.chatctl.gateway.limit;

/**
 * The size limits, in bytes.
 *
 * @param frame AWS: 32 KB for one WebSocket frame
 * @param message AWS: 128 KB for a message, in either direction
 * @param url AWS: 4096 characters of handshake URL
 * @param headers all header lines of a request together
 * @param clientBuffer unsent bytes of one socket at which a post is refused with 429 (AWS: "the
 *     client-side buffer is full", size not known) and the socket is not read until half is sent
 * @param inFlight memory of messages whose functions have not returned, beyond which no more are
 *     read (AWS: not known; a client that waits sees the same as one whose messages wait in the
 *     service)
 */
public record Sizes(int frame, int message, int url, int headers, int clientBuffer, long inFlight) {
  public static final Sizes AWS =
      new Sizes(32 * 1024, 128 * 1024, 4096, 10_240, 1024 * 1024, 128L * 1024 * 1024);

  public Sizes {
    positive("frame", frame);
    positive("message", message);
    positive("url", url);
    positive("headers", headers);
    positive("clientBuffer", clientBuffer);
    positive("inFlight", inFlight);
  }

  public Sizes withClientBuffer(int clientBuffer) {
    return new Sizes(frame, message, url, headers, clientBuffer, inFlight);
  }

  public Sizes withInFlight(long inFlight) {
    return new Sizes(frame, message, url, headers, clientBuffer, inFlight);
  }

  private static void positive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
    }
  }
}
