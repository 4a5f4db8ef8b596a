package dev.chatctl.local.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.cli.output.Document;
import dev.chatctl.cli.output.JsonText;
import dev.chatctl.local.logs.pattern.FilterPattern;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * A StartLiveTail session: what is written from now on, told once a second. AWS: at most 500 lines
 * a second; of more, a sample, and the update says so.
 */
final class LiveTail {
  private static final int LINES_PER_UPDATE = 500;

  private final LogStore store;
  private final List<String> groups;
  private final Predicate<LogEvent> chosen;
  private final ConcurrentLinkedQueue<LogEvent> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waitingCount = new AtomicInteger();
  private volatile boolean sampled;

  private LiveTail(LogStore store, List<String> groups, Predicate<LogEvent> chosen) {
    this.store = store;
    this.groups = groups;
    this.chosen = chosen;
  }

  static LiveTail of(LogStore store, LogsRequest request) throws LogsException {
    List<String> groups =
        request.strings("logGroupIdentifiers").stream().map(LogsRequest::groupOf).toList();
    if (groups.isEmpty() || groups.size() > 10) {
      throw LogsException.invalid("logGroupIdentifiers: " + groups.size() + " (expected: 1 to 10)");
    }
    for (String group : groups) {
      Operations.group(store, group);
    }
    Set<String> names = Set.copyOf(groups);
    FilterPattern pattern = Search.pattern(request);
    List<String> prefixes = request.strings("logStreamNamePrefixes");
    Predicate<LogEvent> streams =
        Search.streams(request)
            .and(
                event ->
                    prefixes.isEmpty() || prefixes.stream().anyMatch(event.stream()::startsWith));
    return new LiveTail(
        store,
        groups,
        event ->
            names.contains(event.group())
                && streams.test(event)
                && pattern.matches(event.message()));
  }

  /** Writes updates until the client has gone, which the stream tells, or the server stops. */
  void run(OutputStream out, CountDownLatch stop) throws IOException, InterruptedException {
    Runnable unlisten = store.listen(this::offer);
    try {
      send(out, "initial-response", new Document());
      send(
          out,
          "sessionStart",
          Document.of("requestId", UUID.randomUUID())
              .with("sessionId", UUID.randomUUID())
              .with("logGroupIdentifiers", groups));
      while (!stop.await(1, TimeUnit.SECONDS)) {
        List<LogEvent> update = take();
        boolean wasSampled = sampled;
        sampled = false;
        send(
            out,
            "sessionUpdate",
            Document.of("sessionMetadata", Document.of("sampled", wasSampled))
                .with("sessionResults", update.stream().map(LiveTail::document).toList()));
      }
    } finally {
      unlisten.run();
    }
  }

  private void offer(LogEvent event) {
    if (!chosen.test(event)) {
      return;
    }
    if (waitingCount.get() >= LINES_PER_UPDATE) {
      sampled = true;
    } else {
      waitingCount.incrementAndGet();
      waiting.add(event);
    }
  }

  private List<LogEvent> take() {
    var events = new ArrayList<LogEvent>();
    for (LogEvent event = waiting.poll(); event != null; event = waiting.poll()) {
      waitingCount.decrementAndGet();
      events.add(event);
    }
    return events;
  }

  private static Document document(LogEvent event) {
    return Document.of("logGroupIdentifier", "000000000000:" + event.group())
        .with("logStreamName", event.stream())
        .with("message", event.message())
        .with("timestamp", event.timestamp())
        .with("ingestionTime", event.ingestionTime());
  }

  private static void send(OutputStream out, String type, Object payload) throws IOException {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(":message-type", HeaderValue.fromString("event"));
    headers.put(":event-type", HeaderValue.fromString(type));
    headers.put(":content-type", HeaderValue.fromString("application/json"));
    new Message(headers, JsonText.compact(payload).getBytes(UTF_8)).encode(out);
    out.flush();
  }
}
