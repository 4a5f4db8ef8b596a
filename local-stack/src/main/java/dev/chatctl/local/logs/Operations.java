package dev.chatctl.local.logs;

import static dev.chatctl.local.logs.LogsException.invalid;
import static dev.chatctl.local.logs.LogsException.notFound;

import dev.chatctl.cli.output.Document;
import dev.chatctl.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the service does about groups and streams, and how lines get in. */
final class Operations {
  private static final int LARGEST_PAGE = 50;
  private static final String ARN = "arn:aws:logs:us-east-1:000000000000:log-group:";

  private final LogStore store;

  Operations(LogStore store) {
    this.store = store;
  }

  Document createGroup(LogsRequest request) throws LogsException {
    String name = request.require("logGroupName");
    if (!name.matches("[.\\-_/#A-Za-z0-9]{1,512}")) {
      throw invalid("logGroupName: " + name + " (expected: letters, digits and .-_/#)");
    }
    if (!store.createGroup(name)) {
      throw new LogsException(
          "ResourceAlreadyExistsException", "The specified log group already exists");
    }
    return new Document();
  }

  Document deleteGroup(LogsRequest request) throws LogsException {
    if (!store.deleteGroup(request.require("logGroupName"))) {
      throw notFound("The specified log group does not exist.");
    }
    return new Document();
  }

  Document createStream(LogsRequest request) throws LogsException {
    String name = request.require("logStreamName");
    if (name.contains(":") || name.contains("*") || name.length() > 512) {
      throw invalid("logStreamName: " + name + " (expected: no : or *, at most 512 characters)");
    }
    if (!store.createStream(group(store, request.group()), name)) {
      throw new LogsException(
          "ResourceAlreadyExistsException", "The specified log stream already exists");
    }
    return new Document();
  }

  Document describeGroups(LogsRequest request) throws LogsException {
    String prefix = request.json().string("logGroupNamePrefix").orElse("");
    String pattern =
        request.json().string("logGroupNamePattern").orElse("").toLowerCase(Locale.ROOT);
    Page<LogGroup> page =
        Page.of(
            store.groups(),
            request,
            group ->
                group.name().startsWith(prefix)
                    && group.name().toLowerCase(Locale.ROOT).contains(pattern));
    return page.document("logGroups", Operations::document);
  }

  private static Document document(LogGroup group) {
    return Document.of("logGroupName", group.name())
        .with("creationTime", group.createdAt())
        .with("arn", ARN + group.name() + ":*")
        .with("logGroupArn", ARN + group.name())
        .with("metricFilterCount", 0)
        .with("storedBytes", group.storedBytes());
  }

  Document describeStreams(LogsRequest request) throws LogsException {
    LogGroup group = group(store, request.group());
    String prefix = request.json().string("logStreamNamePrefix").orElse("");
    Page<LogStream> page =
        Page.of(group.streams(), request, stream -> stream.name().startsWith(prefix));
    return page.document("logStreams", stream -> document(group, stream));
  }

  private static Document document(LogGroup group, LogStream stream) {
    var document =
        Document.of("logStreamName", stream.name())
            .with("creationTime", stream.createdAt())
            .with("arn", ARN + group.name() + ":log-stream:" + stream.name());
    if (!stream.isEmpty()) {
      document.put("firstEventTimestamp", stream.firstEvent());
      document.put("lastEventTimestamp", stream.lastEvent());
      document.put("lastIngestionTime", stream.lastIngestion());
    }
    return document.with("storedBytes", 0);
  }

  Document putEvents(LogsRequest request) throws LogsException {
    LogGroup group = group(store, request.group());
    LogStream stream = group.streams().get(request.require("logStreamName"));
    if (stream == null) {
      throw notFound("The specified log stream does not exist.");
    }
    if (!(request.json().value("logEvents") instanceof List<?> events) || events.isEmpty()) {
      throw invalid("logEvents: absent (expected: 1 to 10000)");
    }
    for (Object event : events) {
      if (!(event instanceof JsonObject line) || line.integer("timestamp").isEmpty()) {
        throw invalid("logEvents: an event without timestamp (expected: timestamp and message)");
      }
      String message =
          line.string("message").orElseThrow(() -> invalid("logEvents: a message is absent"));
      store.append(group, stream, line.integer("timestamp").getAsLong(), message);
    }
    return Document.of("nextSequenceToken", "0"); // AWS: obsolete, and ignored
  }

  static LogGroup group(LogStore store, String name) throws LogsException {
    return store
        .group(name)
        .orElseThrow(() -> notFound("The specified log group does not exist: " + name));
  }

  /**
   * Some entries of a map by name, and the name the next page starts after.
   *
   * @param next empty at the end
   */
  private record Page<T>(List<T> entries, String next) {
    static <T> Page<T> of(SortedMap<String, T> all, LogsRequest request, Predicate<T> filter)
        throws LogsException {
      int limit = request.limit(LARGEST_PAGE);
      String after = request.json().string("nextToken").orElse("");
      Iterator<Map.Entry<String, T>> rest = all.tailMap(after + "\0").entrySet().iterator();
      var entries = new ArrayList<T>();
      String last = "";
      while (rest.hasNext() && entries.size() < limit) {
        var entry = rest.next();
        last = entry.getKey();
        if (filter.test(entry.getValue())) {
          entries.add(entry.getValue());
        }
      }
      return new Page<>(entries, rest.hasNext() ? last : "");
    }

    Document document(String name, Function<T, Document> entry) {
      var document = Document.of(name, entries.stream().map(entry).toList());
      if (!next.isEmpty()) {
        document.put("nextToken", next);
      }
      return document;
    }
  }
}
