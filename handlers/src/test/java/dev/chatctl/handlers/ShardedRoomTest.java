package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.census.TableCensus;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.queue.FanOutJob;
import dev.chatctl.core.queue.Job;
import dev.chatctl.core.settings.BackendSettings;
import dev.chatctl.core.table.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens in a room whose list is in 2 or 8 partitions. */
class ShardedRoomTest {
  private static final int MEMBERS = 40;
  private static final int NO_TIME = 0;
  private static final int ENOUGH_TIME = 29_000;
  private static final String SAY = "{\"action\":\"sendmessage\",\"message\":\"hi\"}";
  private static final List<String> IDS =
      IntStream.range(0, MEMBERS).mapToObj(i -> "c" + i + "=").toList();

  private final Instant longAgo = Instant.now().minusSeconds(60);
  private TestBackend backend = new TestBackend();

  @AfterEach
  void close() {
    backend.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void aSmallRoomIsToldInlineWhateverShardAMemberIsIn(int shards) {
    fill(shards);
    backend.send("c0=", SAY);
    assertThat(backend.queue.takeAll()).isEmpty();
    assertEachHeard(1, IDS);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void aCrowdedRoomIsToldByOneJobAShard(int shards) throws Exception {
    crowded();
    fill(shards);
    backend.send("c0=", SAY);

    List<String> jobs = backend.queue.takeAll();
    var numbers = new ArrayList<Integer>();
    for (String job : jobs) {
      numbers.add(job(job).shard());
    }
    assertThat(numbers).containsExactlyElementsOf(IntStream.range(0, shards).boxed().toList());
    for (String job : jobs) {
      assertThat(backend.work(List.of(job), ENOUGH_TIME)).isEmpty();
    }
    assertEachHeard(1, IDS);
    assertThat(backend.work(jobs, ENOUGH_TIME)).isEmpty();
    assertEachHeard(1, IDS);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void aJobOfAnyShardIsResumedWhereItHadGot(int shards) throws Exception {
    crowded();
    fill(shards);
    backend.send("c0=", SAY);
    List<String> jobs = backend.queue.takeAll();
    assertThat(backend.work(jobs, NO_TIME)).isEmpty();
    assertEachHeard(0, IDS);

    List<String> rest = backend.queue.takeAll();
    assertThat(rest).hasSize(shards);
    for (String body : rest) {
      FanOutJob job = job(body);
      List<String> members = members(job.shard());
      assertThat(job.from()).isEqualTo(members.getFirst());
      // A worker that was killed had told the first of this shard.
      backend.tables.put(
          "message_history",
          Row.of("room_bucket", "fan-out#" + job.message().id())
              .with("message_id", "shard-" + job.shard())
              .with("next_connection_id", members.get(1))
              .with("done", 0));
      assertThat(backend.work(List.of(body), ENOUGH_TIME)).isEmpty();
      assertEachHeard(0, members.subList(0, 1));
      assertEachHeard(1, members.subList(1, members.size()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void whoComesGoesAndIsListedInEveryShard(int shards) {
    fill(shards);
    assertThat(listed()).containsExactlyInAnyOrderElementsOf(IDS);
    assertThat(counted(shards)).isEqualTo(MEMBERS);

    for (String id : IDS.subList(1, MEMBERS)) {
      backend.disconnect(id, longAgo, 1000, "bye");
    }
    assertThat(listed()).containsExactly("c0=");
    assertThat(counted(shards)).isEqualTo(1);
    backend.send("c0=", SAY);
    assertEachHeard(1, List.of("c0="));
    assertEachHeard(0, IDS.subList(1, MEMBERS));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void whoIsGoneIsTakenOffWhateverShard(int shards) {
    fill(shards);
    List<String> gone = IDS.subList(10, 30);
    gone.forEach(id -> backend.callback.failAlways(id, 410));
    backend.send("c0=", SAY);
    assertThat(listed()).hasSize(MEMBERS - 20).doesNotContainAnyElementsOf(gone);
    assertThat(counted(shards)).isEqualTo(MEMBERS - 20);
  }

  private static FanOutJob job(String body) throws JsonFormatException {
    return (FanOutJob) Job.read(body);
  }

  private void crowded() {
    backend.close();
    backend = new TestBackend(Map.of("FAN_OUT_INLINE_LIMIT", "1"));
  }

  private void fill(int shards) {
    backend.tables.put("rooms", Row.of("room", "lobby").with("shard_count", shards));
    IDS.forEach(id -> backend.connect(id, Map.of(), longAgo));
    for (int shard = 0; shard < shards; shard++) {
      assertThat(members(shard)).as("shard " + shard).hasSizeGreaterThan(1);
    }
  }

  private List<String> members(int shard) {
    return backend.tables.items("active_connections").stream()
        .filter(row -> ("lobby#" + shard).equals(row.get("room_shard")))
        .map(row -> row.getOrDefault("connection_id", ""))
        .sorted()
        .toList();
  }

  /** What both a member that asks and an operator see. */
  private Set<String> listed() {
    Set<String> listed = new TreeSet<>();
    census()
        .connections("lobby")
        .forEachRemaining((ConnectionRow row) -> listed.add(row.connectionId()));
    String who = backend.fallback("c0=", "{\"action\":\"who\"}").string("body").orElseThrow();
    assertThat(who).contains("\"count\":" + listed.size());
    assertThat(listed).allSatisfy(id -> assertThat(who).contains("\"" + id + "\""));
    return listed;
  }

  private TableCensus census() {
    return new TableCensus(
        backend.tables.tables(), BackendSettings.fromEnvironment(backend.environment()).tables());
  }

  private long counted(int shards) {
    assertThat(backend.tables.items("rooms"))
        .singleElement()
        .satisfies(room -> assertThat(room).containsEntry("shard_count", Integer.toString(shards)));
    return census().room("lobby").orElseThrow().members();
  }

  private void assertEachHeard(int frames, List<String> ids) {
    assertThat(ids).allSatisfy(id -> assertThat(backend.callback.frames(id)).hasSize(frames));
  }
}
