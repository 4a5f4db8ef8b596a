package dev.chatctl.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatctl.core.aws.RetryPolicy;
import dev.chatctl.core.fanout.Broadcaster;
import dev.chatctl.core.fanout.ConnectionControl;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.message.MessageHistory;
import dev.chatctl.core.metrics.Dimensions;
import dev.chatctl.core.moderation.Moderation;
import dev.chatctl.core.moderation.ModerationTable;
import dev.chatctl.core.queue.Checkpoints;
import dev.chatctl.core.queue.Job;
import dev.chatctl.core.queue.JobQueue;
import dev.chatctl.core.queue.PresenceJob;
import dev.chatctl.core.room.Arrival;
import dev.chatctl.core.room.Departure;
import dev.chatctl.core.room.Limits;
import dev.chatctl.core.room.Names;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.room.User;
import dev.chatctl.core.settings.BackendSettings;
import dev.chatctl.core.settings.NameRule;
import dev.chatctl.core.settings.PresenceSettings;
import dev.chatctl.core.testing.TestTables;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** How often a room is told who comes and goes. */
class PresenceTest {
  private static final Duration INTERVAL = Duration.ofSeconds(PresenceSettings.DEFAULT_SECONDS);
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  /** What somebody was told. */
  private record Told(Instant at, String connectionId, JsonObject frame) {
    String type() {
      return frame.string("type").orElseThrow();
    }

    long count() {
      return frame.integer("count").orElseThrow();
    }
  }

  private record Due(Instant at, Job job) {}

  private final TestTables tables = TestTables.inMemory();
  private final List<Told> told = new ArrayList<>();
  private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparing(Due::at));
  private final Membership membership = membership(new PresenceSettings(200, INTERVAL));
  private Instant now = NOON;

  @Test
  void theFirstIsToldByNameAndTheNextOnesTogetherAtTheEndOfTheInterval() {
    arrive("lobby", "a");
    assertThat(told).isEmpty();
    arrive("lobby", "b");
    assertThat(told).extracting(Told::connectionId, Told::type).containsExactly(at("a", "joined"));
    told.clear();
    arrive("lobby", "c");
    arrive("lobby", "d");
    depart("c");
    assertThat(told).isEmpty();
    assertThat(queue).hasSize(1);

    pass(INTERVAL);

    assertThat(told)
        .extracting(Told::connectionId, Told::type)
        .containsExactlyInAnyOrder(at("a", "presence"), at("b", "presence"), at("d", "presence"));
    assertThat(told.getFirst().count()).isEqualTo(3);
    assertThat(told.getFirst().frame().objects("people"))
        .extracting(person -> person.string("connection_id").orElseThrow())
        .containsExactlyInAnyOrder("a", "b", "d");
    told.clear();
    depart("d");
    assertThat(told).as("told not long ago").isEmpty();
    pass(INTERVAL.multipliedBy(2));
    told.clear();
    depart("b");
    assertThat(told).extracting(Told::connectionId, Told::type).containsExactly(at("a", "left"));
  }

  @Test
  void manyAreCountedAndNotNamed() {
    for (int i = 0; i < 60; i++) {
      arrive("lobby", "c" + i);
    }
    pass(INTERVAL.multipliedBy(2));
    Told last = told.getLast();
    assertThat(last.type()).isEqualTo("presence");
    assertThat(last.count()).isEqualTo(60);
    assertThat(last.frame().has("people")).isFalse();
  }

  @Test
  void nobodyIsToldInARoomAboveTheLimit() {
    for (int i = 0; i < 201; i++) {
      arrive("lobby", "c" + i);
    }
    pass(INTERVAL.multipliedBy(2));
    told.clear();
    arrive("lobby", "late");
    depart("c1");
    pass(INTERVAL.multipliedBy(2));
    assertThat(told).isEmpty();
  }

  /**
   * A tenth of 10,000 clients in rooms of 50 lose their connections and come back at a tenth of the
   * 500 a second that AWS lets in, with a tenth of the quota.
   */
  @Test
  void whenAllComeBackItCostsATenthOfTheQuota() {
    int rooms = 20;
    int size = 50;
    int quota = 1_000;
    int perSecond = 50;
    for (int i = 0; i < rooms * size; i++) {
      arrive("room-" + i % rooms, "old" + i);
    }
    pass(INTERVAL.multipliedBy(3));
    told.clear();

    Instant begun = now;
    for (int i = 0; i < rooms * size; i++) {
      depart("old" + i);
    }
    for (int i = 0; i < rooms * size; i++) {
      arrive("room-" + i % rooms, "new" + i);
      pass(Duration.ofSeconds(1).dividedBy(perSecond));
    }
    pass(INTERVAL);

    double seconds = Duration.between(begun, now).toMillis() / 1e3;
    assertThat(told.size() / seconds).isLessThanOrEqualTo(quota / 10.0);
    Map<String, Told> lastOf = new HashMap<>();
    for (Told one : told) {
      Told before = lastOf.put(one.connectionId(), one);
      assertThat(before == null ? INTERVAL : Duration.between(before.at(), one.at()))
          .as("between two notices to one client")
          .isGreaterThanOrEqualTo(INTERVAL);
    }
    for (int i = 0; i < rooms * size; i++) {
      assertThat(lastOf.get("new" + i)).isNotNull().returns((long) size, Told::count);
    }
  }

  private static Tuple at(String connectionId, String type) {
    return tuple(connectionId, type);
  }

  private void arrive(String room, String id) {
    membership.arrive(
        new Arrival(id, room, User.guest("guest"), "envelope", Optional.empty(), "", now), true);
  }

  private void depart(String id) {
    membership.depart(new Departure(id, NOON, now, OptionalInt.of(1000), Optional.of("bye")));
  }

  /** Lets time pass, and does the jobs that are due. */
  private void pass(Duration time) {
    Instant end = now.plus(time);
    while (!queue.isEmpty() && !queue.peek().at().isAfter(end)) {
      Due due = queue.poll();
      now = due.at();
      membership.tell((PresenceJob) due.job());
    }
    now = end;
  }

  private Membership membership(PresenceSettings settings) {
    var backend =
        BackendSettings.fromEnvironment(tables.environment(URI.create("http://127.0.0.1:1")));
    var registry = new Registry(tables.tables(), backend.tables(), backend.rateLimit());
    var broadcaster =
        new Broadcaster(
            (id, frame) -> {
              told.add(new Told(now, id, json(frame.asUtf8String())));
              return CompletableFuture.completedFuture(200);
            },
            RetryPolicy.once(),
            1,
            () -> now);
    JobQueue jobs =
        (sent, delay) -> {
          sent.forEach(job -> queue.add(new Due(now.plus(delay), job)));
          return CompletableFuture.allOf(); // done
        };
    var log =
        new JsonLog(
            new PrintStream(System.err),
            JsonLog.Level.ERROR,
            new Dimensions("chat", "dev"),
            () -> now);
    var presence =
        new Presence(
            registry, broadcaster, settings, Optional.of(jobs), Optional.empty(), log, () -> now);
    var departures = new Departures(registry, presence);
    var moderation =
        new Moderation(
            new ModerationTable(tables.tables(), tables.name("moderation")), log, () -> now);
    var unwelcome = new Unwelcome(moderation);
    return new Membership(
        registry,
        presence,
        departures,
        tokens(registry, departures, broadcaster, unwelcome, log),
        moderation,
        new Limits(tables.tables(), tables.name("limits"), backend.limits(), log),
        new Names(tables.tables(), tables.name("limits"), registry, NameRule.FREE, log),
        () -> now);
  }

  private TokenLife tokens(
      Registry registry,
      Departures departures,
      Broadcaster broadcaster,
      Unwelcome unwelcome,
      JsonLog log) {
    var history = new MessageHistory(tables.tables(), tables.name("message_history"));
    var outbox =
        new Outbox(
            new Checkpoints(tables.tables(), tables.name("message_history")), log, () -> now);
    return new TokenLife(
        registry,
        new DirectMessages(registry, history, broadcaster, outbox, NOBODY, unwelcome, log),
        new Evictions(departures, broadcaster, NOBODY, log, () -> now),
        Optional.empty(),
        log,
        () -> now);
  }

  private static final ConnectionControl NOBODY =
      new ConnectionControl() {
        @Override
        public CompletableFuture<Integer> ask(String connectionId) {
          return CompletableFuture.completedFuture(410);
        }

        @Override
        public CompletableFuture<Integer> close(String connectionId) {
          return CompletableFuture.completedFuture(410);
        }
      };

  private static JsonObject json(String frame) {
    try {
      return Json.parseObject(frame);
    } catch (JsonFormatException e) {
      throw new AssertionError(frame, e);
    }
  }
}
