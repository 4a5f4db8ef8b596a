package dev.chatctl.admin.chat;

import java.time.Duration;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.Dsl;

/** The WebSocket client, as both verbs want it. */
final class Clients {
  /** AWS: the largest message is 128 KB, in frames of 32 KB. */
  private static final int LARGEST_MESSAGE = 131_072;

  private Clients() {}

  static AsyncHttpClient create() {
    return Dsl.asyncHttpClient(
        Dsl.config()
            .setAggregateWebSocketFrameFragments(true)
            .setWebSocketMaxBufferSize(LARGEST_MESSAGE)
            .setWebSocketMaxFrameSize(LARGEST_MESSAGE)
            .setIoThreadsCount(1)
            .setShutdownQuietPeriod(Duration.ZERO)
            .setThreadPoolName("chat"));
  }
}
