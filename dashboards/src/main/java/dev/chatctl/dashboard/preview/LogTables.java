package dev.chatctl.dashboard.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.dashboard.LogQuery;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Answers the log widgets from the local stack's log groups, as Logs Insights does on AWS. */
final class LogTables {
  /** As far back as the page's usual window, and not so much that a busy run's log is too long. */
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private static final int MOST_PAGES = 3;

  private LogTables() {}

  /**
   * The tables by query: {@code {"SOURCE ...": {"fields": ["@timestamp", ...], "rows": [["...",
   * ...], ...]}}}.
   *
   * @throws IOException if the logs endpoint does not answer
   */
  static ObjectNode read(URI endpoint, JsonNode bodies) throws IOException {
    ObjectNode tables = JsonNodeFactory.instance.objectNode();
    try (CloudWatchLogsClient logs = client(endpoint)) {
      for (JsonNode body : bodies) {
        for (JsonNode widget : body.path("widgets")) {
          if (widget.path("type").asText().equals("log")) {
            String query = widget.at("/properties/query").asText();
            tables.set(query, table(logs, LogQuery.parse(query)));
          }
        }
      }
    } catch (SdkException e) {
      throw new IOException(endpoint + ": " + e.getMessage(), e);
    }
    return tables;
  }

  private static ObjectNode table(CloudWatchLogsClient logs, LogQuery query) {
    ObjectNode table = JsonNodeFactory.instance.objectNode();
    var fields = table.putArray("fields");
    query.fields().forEach(fields::add);
    var rows = table.putArray("rows");
    long since = System.currentTimeMillis() - WINDOW.toMillis();
    Stream<LogQuery.Line> lines =
        query.groups().stream().flatMap(group -> lines(logs, group, query.filterPattern(), since));
    for (var row : query.rows(lines)) {
      row.forEach(rows.addArray()::add);
    }
    return table;
  }

  private static Stream<LogQuery.Line> lines(
      CloudWatchLogsClient logs, String group, String pattern, long since) {
    return logs
        .filterLogEventsPaginator(
            request -> request.logGroupName(group).filterPattern(pattern).startTime(since))
        .stream()
        .limit(MOST_PAGES)
        .flatMap(page -> page.events().stream())
        .map(event -> new LogQuery.Line(group, event.timestamp(), event.message()));
  }

  private static CloudWatchLogsClient client(URI endpoint) {
    return CloudWatchLogsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        // The local stack checks no signatures; the SDK insists on signing.
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
