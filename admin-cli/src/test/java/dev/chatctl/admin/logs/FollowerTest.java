package dev.chatctl.admin.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** What a follower shows of lines that come late, or are too many to remember. */
class FollowerTest {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  private final Log log = new Log();
  private final List<String> notices = new ArrayList<>();
  private final Follower follower =
      new Follower(
          new GroupReader(log, "group", "function", Optional.empty(), () -> true),
          START,
          notices::add);

  @Test
  void showsEachLineOnce() {
    log.add("a", 1_000);
    log.add("b", 2_000);

    assertThat(poll(3)).containsExactly("a", "b");
    log.add("c", 2_000);
    assertThat(poll(4)).containsExactly("c");
    assertThat(poll(5)).isEmpty();
  }

  @Test
  void showsLinesThatArriveLate() {
    log.add("a", 40_000);
    assertThat(poll(41)).containsExactly("a");
    log.add("a second late", 39_000);
    assertThat(poll(42)).containsExactly("a second late");
    log.add("half a minute late", 10_000);

    assertThat(poll(43)).isEmpty();
    assertThat(poll(52)).containsExactly("half a minute late");
    assertThat(poll(63)).isEmpty();
  }

  @Test
  void isNotLedAstrayByAClockThatIsAhead() {
    log.add("ahead", 3_600_000);
    assertThat(poll(10)).containsExactly("ahead");
    log.add("on time", 10_500);

    assertThat(poll(11)).containsExactly("on time");
  }

  @Test
  void remembersLessOfManyLinesAndSaysSoOnce() {
    for (int i = 0; i < Follower.REMEMBERED + 20_000; i++) {
      log.add("line " + i, i / 7);
    }

    assertThat(poll(11)).hasSize(Follower.REMEMBERED + 20_000);
    assertThat(notices).singleElement().asString().contains("more than 2 s late may be missed");
    log.add("a second late", 9_000);
    log.add("ten seconds late", 1);
    assertThat(poll(12)).containsExactly("a second late");
    assertThat(poll(22)).isEmpty();
    assertThat(notices).hasSize(1);
  }

  private List<String> poll(int second) {
    var shown = new ArrayList<String>();
    follower.poll(START.plusSeconds(second)).forEachRemaining(line -> shown.add(line.message()));
    return shown;
  }

  /** A log group: what CloudWatch has of it, in order of time. */
  private static final class Log implements CloudWatchLogsAsyncClient {
    private static final int PAGE = 10_000;

    private record Line(long at, int number, String message) implements Comparable<Line> {
      @Override
      public int compareTo(Line other) {
        return at == other.at ? Integer.compare(number, other.number) : Long.compare(at, other.at);
      }
    }

    private final NavigableSet<Line> lines = new TreeSet<>();

    void add(String message, long millis) {
      lines.add(new Line(START.toEpochMilli() + millis, lines.size(), message));
    }

    @Override
    public CompletableFuture<FilterLogEventsResponse> filterLogEvents(
        FilterLogEventsRequest request) {
      int skipped = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
      List<FilteredLogEvent> page =
          lines.tailSet(new Line(request.startTime(), 0, "")).stream()
              .skip(skipped)
              .limit(PAGE)
              .map(
                  line ->
                      FilteredLogEvent.builder()
                          .timestamp(line.at())
                          .eventId("" + line.number())
                          .logStreamName("stream")
                          .message(line.message())
                          .build())
              .toList();
      return CompletableFuture.completedFuture(
          FilterLogEventsResponse.builder()
              .events(page)
              .nextToken(page.size() < PAGE ? null : "" + (skipped + PAGE))
              .build());
    }

    @Override
    public String serviceName() {
      return "logs";
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
