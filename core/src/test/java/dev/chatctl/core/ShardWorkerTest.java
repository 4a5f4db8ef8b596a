package dev.chatctl.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.core.aws.RetryPolicy;
import dev.chatctl.core.fanout.Broadcaster;
import dev.chatctl.core.fanout.ConnectionControl;
import dev.chatctl.core.fanout.SlowConnections;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.message.Message;
import dev.chatctl.core.message.MessageIds;
import dev.chatctl.core.message.Sender;
import dev.chatctl.core.metrics.Dimensions;
import dev.chatctl.core.moderation.Moderation;
import dev.chatctl.core.moderation.ModerationTable;
import dev.chatctl.core.queue.Checkpoints;
import dev.chatctl.core.queue.FanOutJob;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.settings.BackendSettings;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.testing.TestTables;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A job of several slices. */
class ShardWorkerTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Instant LONG_AGO = Instant.parse("2026-11-20T12:00:00Z");
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
  private final FanOutJob whole =
      new FanOutJob(
          new Message(
              MessageIds.of(Instant.now(), "m"),
              "lobby",
              new Sender("elsewhere=", "Ann"),
              "hi",
              LONG_AGO,
              Optional.empty()),
          0,
          "");

  private final TestTables tables = new TestTables();
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final List<String> told = new ArrayList<>();

  @Test
  void howFarItGotIsKnownBetweenSlices() {
    fill(6);
    Checkpoints checkpoints = checkpoints(tables.tables());
    var known = new ArrayList<String>();

    work(2, checkpoints, id -> known.add(checkpoints.read(whole).join().from()));

    assertThat(told).isEqualTo(ids(0, 6));
    assertThat(known).startsWith("", "");
    assertThat(known.get(4)).as("of the first slice").isGreaterThanOrEqualTo(id(2));
    assertThat(checkpoints.read(whole).join().isDone()).isTrue();
  }

  @Test
  void oneThatFailsHalfWayLeavesTheRestToItsSuccessor() {
    fill(6);
    Checkpoints full = checkpoints(refusing("put"));
    assertThatThrownBy(() -> work(2, full, id -> {})).hasMessageContaining("refused");
    assertThat(told).as("until the first checkpoint was known to be lost").isEqualTo(ids(0, 4));

    work(2, checkpoints(tables.tables()), id -> {});

    assertThat(told.subList(4, told.size())).isEqualTo(ids(0, 6));
  }

  @Test
  void slicesAreMeasuredAsOneBroadcastWithinTheLimitOfADocument() {
    fill(120);

    work(60, checkpoints(tables.tables()), id -> {});

    assertThat(told).hasSize(120);
    String document = lines.toString(UTF_8);
    assertThat(document).contains("\"FanoutRecipients\":120.0,").hasLineCount(1);
    String latencies = document.replaceFirst("(?s).*\"PostLatency\":\\[(.*?)].*", "$1");
    assertThat(latencies.split(",")).hasSizeBetween(50, 100); // AWS: at most 100 values
  }

  @Test
  void aJobBeginsWhereItSaysAndGoesOnWhereAnotherGot() {
    fill(6);
    FanOutJob later = new FanOutJob(whole.message(), 0, id(2));
    Checkpoints checkpoints = checkpoints(tables.tables());
    work(later, 2, checkpoints, id -> {});
    assertThat(told).isEqualTo(ids(2, 6));

    checkpoints.reached(whole, id(4), CLOCK.instant()).join();
    work(later, 2, checkpoints, id -> {});
    assertThat(told.subList(4, told.size())).isEqualTo(ids(4, 6));

    checkpoints.reached(whole, id(1), CLOCK.instant()).join();
    work(later, 2, checkpoints, id -> {});
    assertThat(told.subList(6, told.size())).isEqualTo(ids(2, 6));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void eachShardsJobIsItsOwn(int shard) {
    fill(3);
    for (String id : ids(10, 14)) {
      put(id, shard == 0 ? 1 : shard);
    }
    var job = new FanOutJob(whole.message(), shard, "");
    work(job, 2, checkpoints(tables.tables()), id -> {});
    assertThat(told).isEqualTo(shard == 0 ? ids(0, 3) : ids(10, 14));

    work(job, 2, checkpoints(tables.tables()), id -> {});
    assertThat(told).as("done once").hasSize(shard == 0 ? 3 : 4);
    work(
        new FanOutJob(whole.message(), shard == 1 ? 0 : 1, ""),
        2,
        checkpoints(tables.tables()),
        id -> {});
    assertThat(told).hasSize(shard == 7 ? 4 : 7);
  }

  private void work(int slice, Checkpoints checkpoints, Consumer<String> onPost) {
    work(whole, slice, checkpoints, onPost);
  }

  private void work(FanOutJob job, int slice, Checkpoints checkpoints, Consumer<String> onPost) {
    var log =
        new JsonLog(
            new PrintStream(lines, true, UTF_8),
            JsonLog.Level.INFO,
            new Dimensions("chat", "dev"),
            CLOCK);
    var settings =
        BackendSettings.fromEnvironment(tables.environment(URI.create("http://127.0.0.1:1")));
    var registry = new Registry(tables.tables(), settings.tables(), settings.rateLimit());
    var broadcaster =
        new Broadcaster(
            (id, frame) -> {
              onPost.accept(id);
              told.add(id);
              return CompletableFuture.completedFuture(200);
            },
            RetryPolicy.once(),
            1,
            CLOCK);
    var metrics = new BroadcastMetrics(log);
    var untold =
        new Presence(
            registry,
            broadcaster,
            settings.rooms().presence(),
            Optional.empty(),
            Optional.empty(),
            log,
            CLOCK);
    var evictions =
        new Evictions(new Departures(registry, untold), broadcaster, NOBODY, log, CLOCK);
    var unreachable =
        new Unreachable(
            new GoneConnections(registry, NOBODY, log, CLOCK),
            new SlowConsumers(evictions, new SlowConnections(Duration.ZERO), NOBODY, log, CLOCK),
            new Unwelcome(
                new Moderation(
                    new ModerationTable(tables.tables(), tables.name("moderation")), log, CLOCK)),
            evictions);
    var broadcasts =
        new Broadcasts(registry, broadcaster, Optional.empty(), 0, unreachable, metrics, CLOCK);
    new ShardWorker(
            registry, broadcasts, checkpoints, Optional.empty(), unreachable, metrics, slice, CLOCK)
        .work(job, Instant.MAX);
  }

  private Checkpoints checkpoints(Tables over) {
    return new Checkpoints(over, tables.name("message_history"));
  }

  private Tables refusing(String operation) {
    return (Tables)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Tables.class},
            (proxy, method, arguments) ->
                method.getName().equals(operation)
                    ? CompletableFuture.failedFuture(SdkClientException.create("refused"))
                    : method.invoke(tables.tables(), arguments));
  }

  private void fill(int members) {
    ids(0, members).forEach(id -> put(id, 0));
  }

  private void put(String id, int shard) {
    tables.put(
        "active_connections",
        Row.of("room_shard", "lobby#" + shard)
            .with("connection_id", id)
            .with("dialect", "envelope")
            .with("connected_at", CLOCK.instant()));
  }

  private static List<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(ShardWorkerTest::id).toList();
  }

  private static String id(int member) {
    return "c%03d=".formatted(member);
  }
}
