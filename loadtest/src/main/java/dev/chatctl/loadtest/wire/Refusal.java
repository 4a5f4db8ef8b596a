package dev.chatctl.loadtest.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells a frame that refuses what was sent from one that only tells news, such as who joined. */
public final class Refusal {
  // The envelope's error, system E's, and the frames API Gateway sends itself.
  private static final List<String> MARKS =
      List.of("\"type\":\"error\"", "{\"error\"", "{\"errors\"", "\"requestId\":");

  private Refusal() {}

  public static boolean isIn(ByteBuf frame) {
    String text = frame.toString(StandardCharsets.UTF_8);
    return MARKS.stream().anyMatch(text::contains);
  }
}
