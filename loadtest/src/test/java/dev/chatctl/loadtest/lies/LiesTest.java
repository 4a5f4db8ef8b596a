package dev.chatctl.loadtest.lies;

import static dev.chatctl.loadtest.lies.Case.LISTENERS;
import static dev.chatctl.loadtest.lies.Case.broadcast;
import static dev.chatctl.loadtest.lies.Case.soak;
import static dev.chatctl.loadtest.lies.Case.storm;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The load test against servers that lie: what it says has to agree with their books. */
class LiesTest {
  private static final int LANES = 4;
  private static final int ATTEMPTS = 3;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Set<String> SOME = Set.of("l3", "l13", "l23");
  private static final Set<String> ALL = Set.copyOf(LISTENERS);

  private static final List<Case> CASES =
      List.of(
          broadcast("nothing but the truth", () -> Lie.TRUTH)
              .with("--slo", "valid >= 0")
              .and(
                  told ->
                      assertThat(told.console())
                          .contains(told.valid() ? "none twice within 1 s" : "NOT VALID")),
          broadcast("drops 1 frame in 1,000", () -> Lies.dropping(1000))
              .with("--messages", "70")
              .with("--rate", "20"),
          broadcast("drops 1 frame in 7", () -> Lies.dropping(7)),
          broadcast("drops to one listener only", () -> Lies.droppingTo(Set.of("l7"))),
          broadcast("drops to everybody", () -> Lies.droppingTo(ALL))
              .with("--slo", "time_to_last_ms.p99 < 500")
              .and(LiesTest::hasNoData),
          broadcast("forgets 1 message in 5", () -> Lies.forgetting(5)),
          soak(
                  "drops 1 in 10, cuts everybody again and again",
                  () -> Lies.dropping(10).and(Lies.wearingOut(1001)))
              .with("--messages", "30"),
          soak("cuts everybody again and again", () -> Lies.wearingOut(1001)),
          soak("cuts everybody with 1000", () -> Lies.cutting(9, ALL, 1000, "bye")),
          soak("cuts some with 1001", () -> Lies.cutting(9, SOME, 1001, "Going away")),
          soak("cuts some with a code of its own", () -> Lies.cutting(9, SOME, 4001, "kicked")),
          soak("resets some", () -> Lies.resetting(9, SOME)),
          broadcast("cuts some who do not come back", () -> Lies.cutting(9, SOME, 1001, "")),
          broadcast("resets some who do not come back", () -> Lies.resetting(9, SOME)),
          doubling(Duration.ofMillis(100)),
          doubling(SECOND),
          doubling(Duration.ofMillis(2500)),
          doubling(Duration.ofSeconds(3)),
          soak(
              "tells what was missed when a cut listener is back",
              () -> Lies.cutting(9, SOME, 1001, "").and(Lies.backfilling())),
          storm("a storm, and nothing but the truth", () -> Lie.TRUTH),
          storm("a storm, and drops 1 frame in 10", () -> Lies.dropping(10)),
          storm("a storm, and tells what was missed", Lies::backfilling),
          broadcast("delays a tenth by 2 s", () -> Lies.delaying(10, SECOND.multipliedBy(2)))
              .within(SECOND.multipliedBy(5)),
          broadcast(
                  "delays a tenth beyond the deadline",
                  () -> Lies.delaying(10, SECOND.multipliedBy(2)))
              .with("--linger", "4")
              .within(SECOND),
          broadcast(
                  "stalls 1.5 s of every 3 s",
                  () -> Lies.stalling(Duration.ofMillis(1500), SECOND.multipliedBy(3)))
              .within(SECOND.multipliedBy(5)),
          broadcast("answers with errors", () -> Lies.refusing("too_long", 5)),
          broadcast(
              "answers with two kinds of errors",
              () -> Lies.refusing("rate_limited", 10).and(Lies.refusing("unavailable", 5))),
          broadcast(
              "answers with an error of the gateway",
              () -> Lies.refusing("Internal server error", 5)),
          soak("answers pings", () -> Lie.TRUTH).with("--keep-alive", "1"),
          frozen("is met by a load test that stops between sends", 1)
              .with("--messages", "4")
              .with("--rate", "0.45"),
          frozen("is met by a load test that stops while it sends", 9),
          broadcast("tells in arrays", () -> Lies.batching(Duration.ofMillis(500))),
          broadcast("tells in binary frames", Lies::binary),
          broadcast("tells in pieces", () -> Lies.splitting(20)),
          broadcast(
              "tells in arrays, binary, in pieces, and drops",
              () ->
                  Lies.batching(SECOND)
                      .and(Lies.binary())
                      .and(Lies.splitting(100))
                      .and(Lies.dropping(9))),
          broadcast("tells JSON in JSON", () -> Lies.enveloping(LiesTest::quoted)),
          broadcast(
              "escapes what need not be",
              () -> Lies.enveloping(json -> json.replace("~", "\\u007e").replace("c", "\\u0063"))),
          broadcast("turns 10 % away with 429", () -> Lies.turningAway(429, SOME)),
          broadcast("turns 10 % away with 503", () -> Lies.turningAway(503, SOME)),
          broadcast("goes silent on open sockets", () -> Lies.muting(4, SOME)),
          broadcast(
              "sends what nobody asked for",
              () -> Lies.babbling(text -> "{\"v\":1,\"type\":\"joined\"}")),
          broadcast(
              "sends messages of another run",
              () -> Lies.babbling(text -> text.replaceFirst("~ct:........", "~ct:00c0ffee"))));

  @TempDir private static Path folder;
  private static final ExecutorService WORK = Executors.newFixedThreadPool(LANES);
  private static final List<Lane> lanes = new ArrayList<>();
  private static final ThreadLocal<Lane> OWN = ThreadLocal.withInitial(LiesTest::newLane);

  private static final ReadWriteLock ALONE = new ReentrantReadWriteLock();

  /** What was said, and what was so. */
  record Judged(Reported reported, Truth truth) {
    /** Whether it is not right, for which the machine may be to blame. */
    boolean isSpoiled(int planned) {
      return reported.spoiled(truth)
          && !reported.said(truth, planned).equals(reported.owed(truth, planned));
    }
  }

  private static Case doubling(Duration after) {
    return broadcast(
            "tells twice, " + after.toMillis() + " ms later", () -> Lies.doubling(5, after))
        .with("--linger", "4")
        .and(
            told ->
                assertThat(told.summary().path("lingered_s").asDouble()).isGreaterThanOrEqualTo(4));
  }

  private static Case frozen(String name, int sequence) {
    return broadcast(
            name,
            () ->
                Lies.delaying(1, Duration.ofMillis(500))
                    .and(Lies.meanwhile(sequence, freezing(OWN.get()))))
        .within(SECOND.multipliedBy(5))
        .spoiled()
        .and(told -> assertThat(told.valid()).as("valid").isFalse());
  }

  private static Runnable freezing(Lane lane) {
    return () -> lane.freeze(Duration.ofMillis(1700));
  }

  private static void hasNoData(Reported told) {
    assertThat(told.summary().path("no_data").toString()).contains("time_to_last_ms");
    assertThat(told.junit()).contains("no data");
  }

  private static String quoted(String json) {
    return new ObjectMapper().createObjectNode().put("body", json).toString();
  }

  private static synchronized Lane newLane() {
    try {
      Lane lane = new Lane(folder.resolve("lane-" + lanes.size()));
      lanes.add(lane);
      return lane;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A case under way. */
  record Pending(Case lie, Tongue tongue, Future<Judged> judged) {
    @Override
    public String toString() {
      return tongue + ": " + lie.name();
    }
  }

  /** All are begun before the first is awaited. */
  static List<Pending> tellAll() {
    return Arrays.stream(Tongue.values())
        .flatMap(
            tongue -> CASES.stream().filter(it -> it.isFor(tongue)).map(it -> pending(it, tongue)))
        .toList();
  }

  private static Pending pending(Case it, Tongue tongue) {
    return new Pending(it, tongue, WORK.submit((Callable<Judged>) () -> judge(it, tongue)));
  }

  @AfterAll
  static void stop() throws IOException {
    Files.write(Path.of("target/lies.md"), TABLE);
    WORK.shutdownNow();
    lanes.forEach(Lane::close);
  }

  /**
   * A busy machine may spoil a run. That it says so is right; what else it says need not be, and it
   * is told again while no other is under way.
   */
  private static Judged judge(Case it, Tongue tongue) throws Exception {
    Judged judged = tell(it, tongue, 1, ALONE.readLock());
    for (int i = 2; i <= ATTEMPTS && !it.spoils() && judged.isSpoiled(it.planned()); i++) {
      judged = tell(it, tongue, i, ALONE.writeLock());
    }
    return judged;
  }

  private static Judged tell(Case it, Tongue tongue, int attempt, Lock turn) throws Exception {
    turn.lock();
    try {
      return tell(it, tongue, attempt);
    } finally {
      turn.unlock();
    }
  }

  private static Judged tell(Case it, Tongue tongue, int attempt) throws Exception {
    Path own =
        Files.createDirectories(
            folder.resolve(tongue + it.name().replaceAll("\\W+", "-") + attempt));
    try (LyingServer server = new LyingServer(it.lie().get(), tongue, LISTENERS)) {
      Path results = own.resolve("results");
      List<String> args = new ArrayList<>(List.of("loadtest", it.scenario()));
      args.addAll(List.of("--url", server.url().toString(), "--out", results.toString()));
      args.addAll(List.of("--clients", "" + Case.CLIENTS));
      args.addAll(List.of("--feeder", Case.feeder(own, LISTENERS).toString()));
      if (tongue.description().isPresent()) {
        Path chat = Files.writeString(own.resolve("chat.json"), tongue.description().get());
        args.addAll(List.of("--chat", chat.toString()));
      }
      args.addAll(List.of("--warm-up", "2", "--deadline", "" + it.deadline().toSeconds()));
      it.options().forEach((option, value) -> args.addAll(List.of(option, value)));
      int exit = OWN.get().run(args, own.resolve("console"));
      Truth truth = server.truth(it.deadline());
      return new Judged(Reported.read(exit, own.resolve("console"), results), truth);
    }
  }

  /** What the load test made of each lie, to be read. */
  private static final List<String> TABLE =
      new ArrayList<>(List.of("| the server | exit | verdict |", "|---|---|---|"));

  @ParameterizedTest
  @MethodSource("tellAll")
  void areToldAsTheyAre(Pending told) throws Exception {
    Reported reported = told.judged().get().reported();
    TABLE.add("| %s | %d | %s |".formatted(told, reported.exit(), reported.verdict()));
    Truth truth = told.judged().get().truth();
    int planned = told.lie().planned();

    SoftAssertions softly = new SoftAssertions();
    softly
        .assertThat(reported.said(truth, planned))
        .as(told + System.lineSeparator() + reported.console())
        .isEqualTo(reported.owed(truth, planned));
    softly.check(() -> told.lie().also().accept(reported));
    softly.assertAll();
  }
}
