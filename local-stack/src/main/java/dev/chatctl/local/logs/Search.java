package dev.chatctl.local.logs;

import dev.chatctl.cli.output.Document;
import dev.chatctl.local.logs.pattern.FilterPattern;
import dev.chatctl.local.logs.pattern.PatternException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** How lines are found: FilterLogEvents over a group, GetLogEvents over one stream. */
final class Search {
  private static final int LARGEST_PAGE = 10_000;

  /** AWS: a page holds 1 MB at most. */
  private static final int PAGE_BYTES = 1 << 20;

  private final LogStore store;

  Search(LogStore store) {
    this.store = store;
  }

  Document filter(LogsRequest request) throws LogsException {
    LogGroup group = Operations.group(store, request.group());
    FilterPattern pattern = pattern(request);
    Predicate<LogEvent> streams = streams(request);
    int limit = request.limit(LARGEST_PAGE);
    long end = request.json().integer("endTime").orElse(Long.MAX_VALUE);
    LogEvent from =
        Place.of(request)
            .map(Place::event)
            .orElse(LogEvent.before(request.json().integer("startTime").orElse(0)));
    var found = new ArrayList<LogEvent>();
    int bytes = 0;
    String next = "";
    for (LogEvent event : group.from(from)) {
      if (event.timestamp() >= end) {
        break;
      }
      if (found.size() == limit || bytes > PAGE_BYTES) {
        next = new Place(false, event).token();
        break;
      }
      if (streams.test(event) && pattern.matches(event.message())) {
        found.add(event);
        bytes += event.message().length() + 26;
      }
    }
    return filtered(found, next);
  }

  Document get(LogsRequest request) throws LogsException {
    LogGroup group = Operations.group(store, request.group());
    String stream = request.require("logStreamName");
    if (!group.streams().containsKey(stream)) {
      throw LogsException.notFound("The specified log stream does not exist.");
    }
    Optional<Place> token = Place.of(request);
    boolean backward = token.map(Place::backward).orElse(!request.json().isTrue("startFromHead"));
    LogEvent start = LogEvent.before(request.json().integer("startTime").orElse(0));
    long end = request.json().integer("endTime").orElse(Long.MAX_VALUE);
    int limit = request.limit(LARGEST_PAGE);
    NavigableSet<LogEvent> range = group.from(start);
    if (token.isPresent()) {
      // A range takes no place before its beginning.
      LogEvent place = Collections.max(List.of(token.get().event(), start));
      range = backward ? range.headSet(place, false) : range.tailSet(place, false);
    }
    var found = new ArrayList<LogEvent>();
    for (LogEvent event : backward ? range.descendingSet() : range) {
      if (found.size() == limit) {
        break;
      }
      if (event.stream().equals(stream) && event.timestamp() < end) {
        found.add(event);
      }
    }
    List<LogEvent> ordered = backward ? found.reversed() : found;
    return got(ordered, token.map(Place::event).orElse(start));
  }

  static FilterPattern pattern(LogsRequest request) throws LogsException {
    String name = request.json().has("filterPattern") ? "filterPattern" : "logEventFilterPattern";
    try {
      return FilterPattern.parse(request.json().string(name).orElse(""));
    } catch (PatternException e) {
      throw LogsException.invalid(String.valueOf(e.getMessage()));
    }
  }

  static Predicate<LogEvent> streams(LogsRequest request) {
    Set<String> names = new HashSet<>(request.strings("logStreamNames"));
    String prefix = request.json().string("logStreamNamePrefix").orElse("");
    return event ->
        (names.isEmpty() || names.contains(event.stream())) && event.stream().startsWith(prefix);
  }

  private static Document filtered(List<LogEvent> events, String next) {
    var document =
        Document.of("events", events.stream().map(Search::found).toList())
            .with("searchedLogStreams", List.of());
    if (!next.isEmpty()) {
      document.put("nextToken", next);
    }
    return document;
  }

  private static Document found(LogEvent event) {
    return Document.of("logStreamName", event.stream())
        .with("timestamp", event.timestamp())
        .with("message", event.message())
        .with("ingestionTime", event.ingestionTime())
        .with("eventId", event.id());
  }

  private static Document got(List<LogEvent> events, LogEvent place) {
    // AWS: at either end the token is the one that was given.
    LogEvent last = events.isEmpty() ? place : events.getLast();
    LogEvent first = events.isEmpty() ? place : events.getFirst();
    return Document.of("events", events.stream().map(Search::read).toList())
        .with("nextForwardToken", new Place(false, last).token())
        .with("nextBackwardToken", new Place(true, first).token());
  }

  private static Document read(LogEvent event) {
    return Document.of("timestamp", event.timestamp())
        .with("message", event.message())
        .with("ingestionTime", event.ingestionTime());
  }
}
