package dev.chatctl.admin.logs;

import dev.chatctl.core.aws.Futures;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** Reads the lines of one group in a span of time, with FilterLogEvents. */
final class GroupReader {
  private final CloudWatchLogsAsyncClient client;
  private final String group;
  private final String function;
  private final Optional<String> pattern;
  private final BooleanSupplier goesOn;

  /**
   * A reader of the group.
   *
   * @param pattern CloudWatch's filter pattern; empty for every line
   * @param goesOn asked before each page; false ends the lines
   */
  GroupReader(
      CloudWatchLogsAsyncClient client,
      String group,
      String function,
      Optional<String> pattern,
      BooleanSupplier goesOn) {
    this.client = client;
    this.group = group;
    this.function = function;
    this.pattern = pattern;
    this.goesOn = goesOn;
  }

  /** The lines in order of time; holds a page of them, and waits for each page. */
  Iterator<LogLine> lines(Instant since, Optional<Instant> until) {
    var first =
        FilterLogEventsRequest.builder()
            .logGroupName(group)
            .startTime(since.toEpochMilli())
            .filterPattern(pattern.orElse(null));
    until.ifPresent(end -> first.endTime(end.toEpochMilli()));
    return new Lines(first.build());
  }

  /** Reads page after page; AWS: a page may be empty and yet not the last. */
  private final class Lines implements Iterator<LogLine> {
    private @Nullable FilterLogEventsRequest next;
    private Iterator<FilteredLogEvent> page = Collections.emptyIterator();

    Lines(FilterLogEventsRequest first) {
      this.next = first;
    }

    @Override
    public boolean hasNext() {
      while (!page.hasNext() && next != null && goesOn.getAsBoolean()) {
        FilterLogEventsRequest request = next;
        FilterLogEventsResponse answer = Futures.await(client.filterLogEvents(request));
        page = answer.events().iterator();
        String token = answer.nextToken();
        next = token == null ? null : request.copy(after -> after.nextToken(token));
      }
      return page.hasNext();
    }

    @Override
    public LogLine next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return line(page.next());
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
