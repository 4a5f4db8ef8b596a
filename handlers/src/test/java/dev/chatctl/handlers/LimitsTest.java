package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatctl.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much one user, or one address, may have at a time. */
class LimitsTest {
  private static final String HERE = "203.0.113.7";
  private static final Optional<String> ANN = Optional.of("ann");
  private static final Optional<String> GUEST = Optional.empty();
  private static final String SAY = "{\"action\":\"sendmessage\",\"message\":\"hi\"}";

  private final Instant now = Instant.now();
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final List<TestBackend> backends = new ArrayList<>();

  @AfterEach
  void close() {
    backends.forEach(TestBackend::close);
  }

  @Test
  void aUserHasSoManySocketsAtATimeAndNobodyElseHasFewer() {
    TestBackend backend = with("SOCKETS_PER_USER", "3");
    for (int i = 0; i < 3; i++) {
      assertIn(backend.connectFrom(HERE, ANN, "lobby", i + "=", now));
    }

    assertRefused(backend.connectFrom("198.51.100.1", ANN, "other", "3=", now), "sockets_per_user");
    assertIn(backend.connectFrom(HERE, Optional.of("ben"), "lobby", "b=", now));
    assertIn(backend.connectFrom(HERE, Optional.of("ann#"), "lobby", "c=", now));
    assertIn(backend.connect("d=", Map.of(), now));
  }

  @Test
  void whoeverIsRefusedLeavesNothingButALineAndASampleOfAMetric() {
    TestBackend backend = with("SOCKETS_PER_USER", "1");
    backend.connectFrom(HERE, ANN, "lobby", "a=", now);
    backend.connectFrom(HERE, ANN, "new", "b=", now);

    for (String table : List.of("session_history", "active_connections", "rooms")) {
      assertThat(backend.tables.items(table)).as(table).hasSize(1);
    }
    assertThat(backend.tables.items("limits"))
        .extracting(row -> row.get("subject"), row -> row.get("id"))
        .containsExactlyInAnyOrder(tuple("user#ann", "a="), tuple("address#203.0.113.0", "a="));
    assertThat(lines.toString(StandardCharsets.UTF_8))
        .contains("\"SocketsRefused\":1", "\"limit\":\"sockets_per_user\"");
  }

  @Test
  void whoLeavesMakesRoomHoweverTheyLeave() {
    TestBackend backend = with("SOCKETS_PER_USER", "1");
    Instant before = now.minus(Duration.ofMinutes(2));
    backend.connectFrom(HERE, ANN, "lobby", "a=", before);
    backend.disconnect("a=", before, 1000, "bye");
    assertIn(backend.connectFrom(HERE, ANN, "lobby", "b=", before));

    backend.connectFrom(HERE, GUEST, "lobby", "speaker=", before);
    backend.callback.failAlways("b=", 410);
    backend.send("speaker=", SAY);
    assertIn(backend.connectFrom(HERE, ANN, "lobby", "c=", now));
  }

  @Test
  void aSocketThatNobodySawEndIsNotCountedWhenNoneCanLastAnyLonger() {
    TestBackend backend = with("SOCKETS_PER_USER", "1", "SOCKETS_PER_ADDRESS", "1");
    backend.connectFrom(HERE, ANN, "lobby", "a=", now.minus(Duration.ofHours(2)));
    assertIn(backend.connectFrom(HERE, ANN, "lobby", "b=", now));

    TestBackend reaped = with("SOCKETS_PER_USER", "1");
    reaped.connectFrom(HERE, ANN, "lobby", "a=", now.minus(Duration.ofHours(3)));
    reaped.reap();
    assertThat(reaped.tables.items("limits")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "truncated, 203.0.113.7, 203.0.113.200, true",
    "truncated, 203.0.113.7, 203.0.114.7, false",
    "truncated, 2001:db8:1:2::3, 2001:db8:1:9::3, true",
    "truncated, 2001:db8:1:2::3, 2001:db8:2:2::3, false",
    "full, 203.0.113.7, 203.0.113.7, true",
    "full, 203.0.113.7, 203.0.113.200, false",
    "full, 2001:db8:1:2::3, 2001:db8:1:2:ffff::9, true",
    "full, 2001:db8:1:2::3, 2001:db8:1:3::3, false",
    "none, 203.0.113.7, 203.0.113.7, false",
  })
  void socketsOfOneAddressAreCountedTogetherAsFarAsAddressesAreKept(
      String kept, String first, String second, boolean together) {
    TestBackend backend = with("SOCKETS_PER_ADDRESS", "1", "SOURCE_IP", kept);
    assertIn(backend.connectFrom(first, GUEST, "lobby", "a=", now));
    JsonObject answer = backend.connectFrom(second, Optional.of("ben"), "lobby", "b=", now);
    if (together) {
      assertRefused(answer, "sockets_per_address");
      backend.disconnect("a=", now, 1000, "bye");
      assertIn(backend.connectFrom(second, GUEST, "lobby", "c=", now));
    } else {
      assertIn(answer);
    }
  }

  @Test
  void ofManyAtOnceNeverTooManyComeInAndThoseWhoComeBackFindWhatIsLeft() {
    TestBackend backend = with("SOCKETS_PER_USER", "5");
    long in = 0;
    for (int round = 0; round < 20 && in < 5; round++) {
      int first = 100 * round;
      // Refusals are remembered for the second they are of.
      Instant at = now.plusSeconds(2L * round);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        in +=
            IntStream.range(first, first + 10)
                .mapToObj(
                    i ->
                        CompletableFuture.supplyAsync(
                            () -> backend.connectFrom(HERE, ANN, "lobby", i + "=", at), threads))
                .toList()
                .stream()
                .filter(one -> one.join().integer("statusCode").getAsLong() == 200)
                .count();
      }
      assertThat(in).isLessThanOrEqualTo(5);
      assertThat(backend.tables.items("active_connections")).hasSize((int) in);
      for (int i = 0; i < 5 && in < 5; i++) {
        JsonObject one =
            backend.connectFrom(HERE, ANN, "lobby", first + "-" + i + "=", at.plusSeconds(1));
        in += one.integer("statusCode").getAsLong() == 200 ? 1 : 0;
      }
    }
    assertThat(in).isEqualTo(5);
    assertThat(backend.tables.items("limits")).hasSize(10);
  }

  @Test
  void aFloodOfTheRefusedCostsTheTablesNothing() {
    TestBackend backend = with("SOCKETS_PER_ADDRESS", "1");
    backend.connectFrom(HERE, GUEST, "lobby", "a=", now);
    for (int i = 0; i < 10; i++) {
      backend.connectFrom(HERE, GUEST, "lobby", "b" + i + "=", now);
    }

    assertThat(
            CallRecorder.during(
                () ->
                    assertRefused(
                        backend.connectFrom(HERE, GUEST, "lobby", "c=", now),
                        "sockets_per_address")))
        .doesNotContain("tables.limits.PutItem", "tables.limits.Query", "tables.limits.DeleteItem");
    assertIn(backend.connectFrom("198.51.100.1", GUEST, "lobby", "d=", now));
    backend.disconnect("a=", now, 1000, "bye");
    assertIn(backend.connectFrom(HERE, GUEST, "lobby", "e=", now.plusSeconds(1)));
  }

  @Test
  void aUserIsInSoManyRoomsAtATimeWithAsManySocketsInEach() {
    TestBackend backend = with("ROOMS_PER_USER", "2", "SOCKETS_PER_USER", "0");
    assertIn(backend.connectFrom(HERE, ANN, "one", "a=", now));
    assertIn(backend.connectFrom(HERE, ANN, "two", "b=", now));
    assertIn(backend.connectFrom(HERE, ANN, "two", "c=", now));
    assertRefused(backend.connectFrom(HERE, ANN, "three", "d=", now), "rooms_per_user");
    assertIn(backend.connectFrom(HERE, Optional.of("ben"), "three", "e=", now));

    backend.disconnect("b=", now, 1000, "bye");
    assertRefused(backend.connectFrom(HERE, ANN, "three", "f=", now), "rooms_per_user");
    backend.disconnect("c=", now, 1000, "bye");
    assertIn(backend.connectFrom(HERE, ANN, "three", "g=", now));
  }

  @Test
  void guestsOfOneAddressBringSoManyRoomsIntoBeingInAnHour() {
    TestBackend backend = with("NEW_ROOMS_PER_GUEST", "2");
    backend.connectFrom(HERE, ANN, "old", "u=", now);
    assertIn(backend.connectFrom(HERE, GUEST, "one", "a=", now));
    assertIn(backend.connectFrom(HERE, GUEST, "two", "b=", now));
    backend.disconnect("b=", now, 1000, "bye");

    assertRefused(backend.connectFrom(HERE, GUEST, "three", "c=", now), "new_rooms_per_guest");
    assertIn(backend.connectFrom(HERE, GUEST, "two", "d=", now));
    assertIn(backend.connectFrom(HERE, GUEST, "old", "e=", now));
    assertIn(backend.connectFrom("198.51.100.1", GUEST, "three", "f=", now));
    assertIn(backend.connectFrom(HERE, ANN, "four", "g=", now));
    assertIn(backend.connectFrom(HERE, GUEST, "five", "h=", now.plus(Duration.ofHours(1))));
  }

  @Test
  void whatCannotBeCountedKeepsNobodyOut() throws Exception {
    try (var dynamoDb = new ThrottlingDynamoDb(TestBackend.tablesEndpoint())) {
      TestBackend backend =
          with(
              "SOCKETS_PER_USER", "1", "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
      backend.connectFrom(HERE, ANN, "lobby", "a=", now);
      for (String operation : List.of("PutItem", "Query", "DeleteItem")) {
        dynamoDb.throttle(operation, backend.tables.name("limits"), 1_000);
      }

      assertIn(backend.connectFrom(HERE, ANN, "lobby", "b=", now));
      assertThat(lines.toString(StandardCharsets.UTF_8)).contains("limit_not_counted");
      assertThat(backend.disconnect("b=", now, 1000, "bye").integer("statusCode")).hasValue(200);
    }
  }

  @Test
  void aUsersMessagesOnAllSocketsAreCountedTogetherAndAGuestsOnEach() {
    TestBackend backend = with("MESSAGES_PER_SECOND", "1", "MESSAGE_BURST", "5");
    for (int i = 0; i < 4; i++) {
      backend.connectFrom(HERE, ANN, "lobby", "a" + i + "=", now);
      backend.connectFrom(HERE, GUEST, "lobby", "g" + i + "=", now);
    }
    // Within the two seconds that this takes at most, the user has two more turns.
    assertThat(said(backend, "a")).isBetween(5L, 12L);
    assertThat(said(backend, "g")).isEqualTo(16);
    assertThat(lines.toString(StandardCharsets.UTF_8)).contains("\"RateLimited\":1");
  }

  /** How many of four messages on each of four connections were taken. */
  private static long said(TestBackend backend, String whose) {
    return IntStream.range(0, 16)
        .filter(
            i ->
                !backend
                    .send(whose + i % 4 + "=", SAY)
                    .string("body")
                    .orElse("")
                    .contains("rate_limited"))
        .count();
  }

  private TestBackend with(String... settings) {
    var environment = new HashMap<String, String>();
    environment.put("LOG_LEVEL", "ERROR");
    environment.put("NAMES", "claim"); // so that none is held
    for (int i = 0; i < settings.length; i += 2) {
      environment.put(settings[i], settings[i + 1]);
    }
    var backend =
        new TestBackend(environment, new PrintStream(lines, true, StandardCharsets.UTF_8));
    backends.add(backend);
    return backend;
  }

  private static void assertIn(JsonObject answer) {
    assertThat(answer.integer("statusCode")).as("%s", answer.string("body")).hasValue(200);
  }

  private static void assertRefused(JsonObject answer, String limit) {
    assertThat(answer.integer("statusCode")).hasValue(403);
    assertThat(answer.string("body")).get().asString().startsWith(limit + ": reached (expected:");
  }
}
