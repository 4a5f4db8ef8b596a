package dev.chatctl.admin.logs;

import dev.chatctl.core.aws.Futures;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * Reads the lines of one group in a span of time, with FilterLogEvents.
 *
 * @param pattern CloudWatch's filter pattern; empty for every line
 */
record GroupReader(
    CloudWatchLogsAsyncClient client, String group, String function, Optional<String> pattern) {

  /** Hands on every line, in order of time, a page at a time; waits for each page. */
  void read(Instant since, Optional<Instant> until, Consumer<LogLine> consumer) {
    var first =
        FilterLogEventsRequest.builder()
            .logGroupName(group)
            .startTime(since.toEpochMilli())
            .filterPattern(pattern.orElse(null));
    until.ifPresent(end -> first.endTime(end.toEpochMilli()));
    FilterLogEventsRequest request = first.build();
    while (true) {
      FilterLogEventsResponse page = Futures.await(client.filterLogEvents(request));
      for (FilteredLogEvent event : page.events()) {
        consumer.accept(line(event));
      }
      String token = page.nextToken();
      if (token == null) {
        return;
      }
      request = request.copy(next -> next.nextToken(token));
    }
  }

  private LogLine line(FilteredLogEvent event) {
    return new LogLine(
        Instant.ofEpochMilli(event.timestamp()),
        function,
        group,
        event.logStreamName(),
        event.eventId(),
        event.message());
  }
}
