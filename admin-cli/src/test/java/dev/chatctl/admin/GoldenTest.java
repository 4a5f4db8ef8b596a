package dev.chatctl.admin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.TestTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats and help, pinned: a change of these files is a change that users see. */
class GoldenTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"table", "wide", "json", "ndjson", "csv", "tsv", "yaml", "name"})
  void printsConnectionsInEachFormat(String format) throws Exception {
    var listed =
        new TestTerminal(home, Admin::run).run("list", "--from", snapshot(), "-o", format, "-q");

    assertThat(listed.out()).isEqualTo(Golden.of("list." + format, listed.out()));
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void helpsWithAVerb(String verb) throws Exception {
    var arguments = new ArrayList<>(List.of(verb.split(" ")));
    arguments.add("--help");
    String help = new TestTerminal(home, Admin::run).run(arguments.toArray(String[]::new)).out();
    assertThat(help).isEqualTo(Golden.of("help-" + verb.replace(' ', '-'), help));
  }

  /** Every verb that this program runs, so that none is without its help. */
  static Stream<String> verbs() {
    return Stream.concat(
        Verbs.own().stream(),
        Stream.of(
            "context add",
            "context list",
            "context remove",
            "context show",
            "context use",
            "demo chat"));
  }

  @Test
  void listsEveryVerb() throws Exception {
    String help = new TestTerminal(home, Admin::run).run("--help").out();
    assertThat(help).isEqualTo(Golden.of("help", help));
  }

  @Test
  void printsAgesAndColoursAtATerminal() throws Exception {
    var listed =
        new TestTerminal(home, Admin::run)
            .interactive()
            .at(Instant.parse("2026-11-20T12:00:00Z"))
            .run("list", "--from", snapshot(), "--name", "ann");

    assertThat(listed.out()).contains("1m30s ago", "\u001b[2mCONNECTION ID");
    assertThat(listed.err()).contains("1 connection in 1 room");
  }

  @Test
  void leavesStrangersNoControlOfATerminal() throws Exception {
    var listed =
        new TestTerminal(home, Admin::run)
            .interactive()
            .run("list", "--from", snapshot(), "-o", "csv");

    assertThat(listed.out()).contains("\\x1b[31mbob").doesNotContain("\u001b");
  }

  @Test
  void copiesASnapshotOntoItself() throws Exception {
    Path copy = Files.copy(Path.of(snapshot()), home.resolve("copy"));
    String[] copying = {
      "list", "--from", copy.toString(), "--snapshot", copy.toString(), "-o", "ndjson"
    };

    var listed = new TestTerminal(home, Admin::run).run(copying);

    assertThat(copy).hasContent(listed.out());
    assertThat(listed.out().lines()).hasSize(2);
  }

  private static String snapshot() throws Exception {
    return file("snapshot.ndjson").toString();
  }

  private static Path file(String name) throws Exception {
    return Path.of(requireNonNull(GoldenTest.class.getResource("golden/" + name), name).toURI());
  }
}
