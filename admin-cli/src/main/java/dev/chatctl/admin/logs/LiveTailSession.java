package dev.chatctl.admin.logs;

import dev.chatctl.cli.Interrupt;
import dev.chatctl.core.aws.Futures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LiveTailSessionLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LiveTailSessionUpdate;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartLiveTailResponseHandler;

/**
 * StartLiveTail: pushed rather than polled. AWS: ends after three hours, is billed by the minute,
 * and of more than 500 lines a second shows a sample, which the operator is told.
 */
final class LiveTailSession {
  private static final Duration CHECK_EVERY = Duration.ofMillis(200);

  private final Map<String, String> functions;
  private final Consumer<LogLine> lines;
  private final Runnable sampled;
  private final Runnable updated;

  /**
   * A session about to start.
   *
   * @param functions by group
   * @param sampled called for each second of which lines were left out
   */
  LiveTailSession(
      Map<String, String> functions, Consumer<LogLine> lines, Runnable sampled, Runnable updated) {
    this.functions = functions;
    this.lines = lines;
    this.sampled = sampled;
    this.updated = updated;
  }

  /** Shows lines until the session ends or Ctrl-C comes. */
  void run(
      CloudWatchLogsAsyncClient client,
      List<String> identifiers,
      Optional<String> pattern,
      Interrupt interrupt) {
    var handler =
        StartLiveTailResponseHandler.builder()
            .subscriber(
                StartLiveTailResponseHandler.Visitor.builder()
                    .onSessionUpdate(this::update)
                    .build())
            .build();
    CompletableFuture<Void> session =
        client.startLiveTail(
            request ->
                request
                    .logGroupIdentifiers(identifiers)
                    .logEventFilterPattern(pattern.orElse(null)),
            handler);
    while (!session.isDone() && !interrupt.sleep(CHECK_EVERY)) {
      // lines are shown as they come
    }
    if (session.isDone()) {
      Futures.await(session);
    } else {
      session.cancel(true);
    }
  }

  private synchronized void update(LiveTailSessionUpdate update) {
    for (LiveTailSessionLogEvent event : update.sessionResults()) {
      String identifier = event.logGroupIdentifier();
      String group = identifier.substring(identifier.indexOf(':') + 1);
      lines.accept(
          new LogLine(
              Instant.ofEpochMilli(event.timestamp()),
              functions.getOrDefault(group, group),
              group,
              event.logStreamName(),
              "",
              event.message()));
    }
    if (Boolean.TRUE.equals(update.sessionMetadata().sampled())) {
      sampled.run();
    }
    updated.run();
  }
}
