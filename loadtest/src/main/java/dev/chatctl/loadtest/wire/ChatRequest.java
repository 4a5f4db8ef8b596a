package dev.chatctl.loadtest.wire;

/** The request of the {@code sendmessage} route. */
public final class ChatRequest {
  private ChatRequest() {}

  /**
   * A request frame whose text is the marker, filled up with dots.
   *
   * @param payloadBytes length of the message text; at least the marker is sent
   */
  public static String sendMessage(Marker marker, int payloadBytes) {
    String text = marker.encode();
    String padding = ".".repeat(Math.max(0, payloadBytes - text.length()));
    return "{\"action\":\"sendmessage\",\"message\":\"" + text + padding + "\"}";
  }
}
