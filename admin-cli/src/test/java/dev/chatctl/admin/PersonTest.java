package dev.chatctl.admin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.testing.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of one person, and of nobody else, over real sockets. */
class PersonTest extends RoomTest {
  private static final int MANY = 3_000;

  private String user = "";

  @BeforeEach
  void callThem() {
    user = "u-" + room + " é'\"#, x";
  }

  @Test
  void exportShowsAllThatIsKeptOfAUserAndNothingOfOthers() throws Exception {
    try (var ann = join(user, "ann");
        var almost = join(user + "2", "almost");
        var guest = Chat.join(room, "guest")) {
      talk(ann, almost, guest);
      String id = ownId();
      terminal.run("post", id, "hush", "--local");
      terminal.run("mute", user, "--room", "elsewhere", "--local");

      var exported = terminal.run("export", user, "--local");

      assertThat(exported.exitCode()).isZero();
      assertThat(kinds(exported.out()))
          .containsExactly(
              "connection", "session", "message", "marker", "marker", "rule", "audit", "audit");
      assertThat(exported.out())
          .contains("\"message\":\"of ann\"", "\"stored_id\"", "\"whom\":\"" + id)
          .doesNotContain("of almost", "of guest", user.replace("\"", "\\\"") + "2");
      assertThat(exported.err()).contains("rows");
      assertThat(terminal.run("export", user, "--local", "-q").err()).isEmpty();
      assertThat(terminal.run("export", user, "--local", "-o", "csv").out()).startsWith("kind,row");
    }
  }

  @Test
  void aFileIsItsOwnersOnlyWhateverItWas() throws Exception {
    Path file = home.resolve("export.ndjson");
    Files.writeString(file, "older");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    join(user, "ann").close();

    var exported = terminal.run("export", user, "--out", file.toString(), "--local");

    assertThat(exported.exitCode()).as(exported.err()).isZero();
    assertThat(exported.out()).isEmpty();
    assertThat(Files.readString(file)).contains("\"kind\":\"session\"").doesNotContain("older");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileThatCannotBeWrittenIsToldAndWhatCannotBeFoundLeavesIt() throws Exception {
    Path file = home.resolve("kept");
    Files.writeString(file, "older");
    assertThat(terminal.run("export", "nobody", "--out", file.toString(), "--local").exitCode())
        .isEqualTo(ExitCode.NOT_FOUND.code());
    assertThat(file).hasContent("older");
    assertThat(home.toFile().list()).filteredOn(name -> name.startsWith("kept")).hasSize(1);
    var missing = terminal.run("export", "x", "--out", home + "/no/file", "--local");
    assertThat(missing.exitCode()).isEqualTo(ExitCode.USAGE.code());
    assertThat(missing.err()).contains("--out:", "cannot be written");
    var other = terminal.run("export", "x", "--out", file.toString(), "-o", "csv", "--local");
    assertThat(other.exitCode()).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void erasingLeavesWhatOperatorsDidAndEverybodyElse() throws Exception {
    try (var ann = join(user, "ann");
        var almost = join(user + "2", "almost");
        var guest = Chat.join(room, "guest")) {
      talk(ann, almost, guest);
      terminal.run("mute", user, "--room", "elsewhere", "--local");

      var erased = terminal.run("erase", user, "--kick", "--yes", "--local", "-o", "csv");

      assertThat(erased.exitCode()).as(erased.err()).isZero();
      assertThat(erased.out())
          .contains("connection,", "session,1,0", "message,1,0", "marker,2,0", "rule,0,1");
      assertThat(erased.err()).contains("Out of reach", "backups");
      await().until(() -> ann.closeCode() != -1);
      assertThat(almost.closeCode()).isEqualTo(-1);
      assertThat(guest.closeCode()).isEqualTo(-1);
      String left = terminal.run("export", user, "--local").out();
      assertThat(kinds(left)).containsExactly("rule", "audit", "audit", "audit");
      assertThat(left).contains("\"action\":\"erase\"", "\"action\":\"erased\"");
      var history = terminal.run("history", room, "--local", "-o", "csv");
      assertThat(history.out()).contains("of almost", "of guest").doesNotContain("of ann");
      guest.say("still here");
      await().until(() -> almost.frames().stream().anyMatch(frame -> frame.contains("still")));
      assertThat(terminal.run("erase", user, "--yes", "--local").exitCode())
          .isEqualTo(ExitCode.NOT_FOUND.code());
    }
  }

  @Test
  void whoeverIsConnectedIsNotErasedUnlessClosedFirst() throws Exception {
    try (var ann = join(user, "ann")) {
      ann.say("of ann");
      await().until(() -> kinds(terminal.run("export", user, "--local").out()).size() == 4);

      var refused = terminal.run("erase", user, "--yes", "--local");
      assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE.code());
      assertThat(refused.err()).contains("is connected (1 connections", "--kick");
      var unasked = terminal.run("erase", user, "--kick", "--no-input", "--local");
      assertThat(unasked.exitCode()).isEqualTo(ExitCode.USAGE.code());
      assertThat(unasked.err()).contains("about to erase 4 rows", "--yes");
      var planned = terminal.run("erase", user, "--dry-run", "--local", "-o", "csv");
      assertThat(planned.out()).contains("kind,would_erase,kept", "message,1,0");
      assertThat(kinds(terminal.run("export", user, "--local").out())).hasSize(4);
      assertThat(ann.closeCode()).isEqualTo(-1);
    }
  }

  @Test
  void anErasureThatWasKilledIsFinishedByTheNext() throws Exception {
    said(MANY);
    var words = new ArrayList<>(JavaCommand.of(Main.class.getName()));
    words.addAll(List.of("erase", user, "--yes", "--local"));
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.redirectOutput(home.resolve("out").toFile());
    builder.environment().putAll(terminal.env());
    Process killed = builder.start();
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !killed.isAlive() || left() < MANY);
    killed.destroyForcibly().waitFor();

    assertThat(left()).as(Files.readString(home.resolve("out"))).isBetween(1, MANY - 1);
    assertThat(actions()).containsExactly("erase");

    var finished = terminal.run("erase", user, "--yes", "--local");

    assertThat(finished.exitCode()).as(finished.err()).isZero();
    assertThat(left()).isZero();
    assertThat(actions()).containsExactly("erase", "erase", "erased");
  }

  /** All is erased, but nobody noted that it was. */
  @Test
  void anErasureThatEndedBeforeItsLastWordIsFinishedByTheNext() throws Exception {
    String table = requireNonNull(Chat.addresses().aws().tables().get("moderation"));
    AwsJson.call(
        Chat.addresses().aws().dynamoDbEndpoint(),
        "DynamoDB_20120810.PutItem",
        """
        {"TableName": "%s", "Item": {"part": {"S": "audit"},
         "id": {"S": "2026-01-01T00:00:00.000Z#x"}, "at": {"S": "2026-01-01T00:00:00.000Z"},
         "by": {"S": "op"}, "action": {"S": "erase"}, "whom": {"S": "x"}, "user": {"S": "%s"}}}
        """
            .formatted(table, user.replace("\"", "\\\"")));

    assertThat(terminal.run("erase", user, "--yes", "--local").exitCode()).isZero();
    assertThat(actions()).containsExactly("erase", "erase", "erased");
    assertThat(terminal.run("erase", user, "--yes", "--local").exitCode())
        .isEqualTo(ExitCode.NOT_FOUND.code());
  }

  @Test
  void whatIsInterruptedBeforeItBeginsLeavesAll() throws Exception {
    said(1);
    terminal.interrupt().request();
    assertThat(terminal.run("erase", user, "--yes", "--local").exitCode())
        .isEqualTo(ExitCode.INTERRUPTED.code());
    terminal = Chat.terminal(home);
    assertThat(left()).isEqualTo(1);
    assertThat(actions()).isEmpty();
  }

  static Stream<String> nobody() {
    return Stream.of(
        "nobody", "x".repeat(10_000), "a\u001b[31m\u202eb\u0007", "#user", ":user OR 1");
  }

  @ParameterizedTest
  @MethodSource("nobody")
  void whoeverIsUnknownIsNotFound(String unknown) {
    for (List<String> line : List.of(List.of("export"), List.of("erase", "--yes"))) {
      var words = new ArrayList<>(line);
      words.addAll(List.of("--local", "--", unknown));
      var refused = terminal.run(words.toArray(String[]::new));

      assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.NOT_FOUND.code());
      assertThat(refused.err().length()).isLessThan(400);
      assertThat(refused.err()).contains("error:").doesNotContain("Exception", "\u001b", "\u202e");
      assertThat(refused.out()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export",
        "erase --yes",
        "export --name ann",
        "erase --name ann --yes",
        "export ann --chat stomp --table t",
        "erase ann --yes --chat stomp --table t"
      })
  void whatIsNoUserOrNoChatOfOursIsRefused(String line) {
    var refused = terminal.run((line + " --local").split(" "));

    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.USAGE.code());
    assertThat(refused.err()).contains("error:").doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void nothingIsNobody(String blank) {
    assertThat(terminal.run("export", blank, "--local").exitCode()).isEqualTo(2);
    assertThat(terminal.run("erase", blank, "--yes", "--local").exitCode()).isEqualTo(2);
  }

  private Chat.Person join(String who, String name) {
    String token = terminal.run("token", "--local", who).out().strip();
    return Chat.join(room, name + "&token=" + token);
  }

  private String ownId() {
    return terminal
        .run("list", "--local", "--room", room, "--user", user, "-o", "name")
        .out()
        .strip();
  }

  /** Each says something to the room, and the first something to the last alone. */
  private void talk(Chat.Person ann, Chat.Person almost, Chat.Person guest) {
    ann.say("of ann");
    almost.say("of almost");
    guest.say("of guest");
    await()
        .until(
            () -> guest.frames().stream().filter(frame -> frame.contains("\"of a")).count() == 2);
    String to =
        terminal
            .run("list", "--local", "--room", room, "-o", "ndjson")
            .out()
            .lines()
            .filter(line -> line.contains("\"user\":null"))
            .map(line -> line.replaceFirst(".*\"connection_id\":\"([^\"]*)\".*", "$1"))
            .findFirst()
            .orElseThrow();
    ann.send("{\"action\":\"direct\",\"to\":\"%s\",\"message\":\"for you\"}".formatted(to));
    await().until(() -> guest.frames().stream().anyMatch(frame -> frame.contains("for you")));
  }

  /** Leaves as many messages of theirs as if they had said them. */
  private void said(int messages) throws Exception {
    String table = requireNonNull(Chat.addresses().aws().tables().get("message_history"));
    String bucket = room + "#" + LocalDate.now(ZoneOffset.UTC);
    String said = user.replace("\"", "\\\"");
    for (int first = 0; first < messages; first += 25) {
      String items =
          IntStream.range(first, Math.min(first + 25, messages))
              .mapToObj(
                  i ->
                      """
                      {"PutRequest": {"Item": {"room_bucket": {"S": "%s"},
                       "message_id": {"S": "m%05d"}, "user": {"S": "%s"}}}}
                      """
                          .formatted(bucket, i, said))
              .collect(Collectors.joining(","));
      AwsJson.call(
          Chat.addresses().aws().dynamoDbEndpoint(),
          "DynamoDB_20120810.BatchWriteItem",
          "{\"RequestItems\": {\"%s\": [%s]}}".formatted(table, items));
    }
  }

  private int left() {
    return (int)
        kinds(terminal.run("export", user, "--local").out()).stream()
            .filter("message"::equals)
            .count();
  }

  private List<String> actions() {
    return terminal
        .run("export", user, "--local")
        .out()
        .lines()
        .filter(line -> line.contains("\"kind\":\"audit\""))
        .map(line -> line.replaceFirst(".*\"action\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  private static List<String> kinds(String lines) {
    return lines
        .lines()
        .map(line -> line.replaceFirst("^[^,]*,\"kind\":\"([^\"]*)\".*", "$1"))
        .toList();
  }
}
