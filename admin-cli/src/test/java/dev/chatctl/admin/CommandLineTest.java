package dev.chatctl.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.TestTerminal;
import dev.chatctl.cli.testing.Finished;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command line without a chat behind it says. */
class CommandLineTest {
  @TempDir Path home;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          lits                              | 2 | no such verb: lits
          list --loca                       | 2 | did you mean --local?
          list --top -1 --from x            | 2 | --top: -1 (expected: >= 0)
          list --watch 0s                   | 2 | --watch: 0s (expected: > 0)
          logs --interval 0s                | 2 | --interval: 0s (expected: > 0)
          chat --ping 0s -x hi              | 2 | --ping: 0s (expected: > 0)
          list --filter nonsense --from x   | 2 | expected: KEY=VALUE or KEY~REGEX
          list --ip 999 --from x            | 2 | expected: an address or a network
          list --older-than 5 --from x      | 2 | expected: such as 500ms
          list -o xml                       | 2 | xml
          list --local                      | 6 | no local stack is running
          list --context prod               | 2 | there is no context prod
          list --region eu-west-1           | 2 | tables.active_connections is not known
          kick                              | 2 | kick whom?
          kick a= --room r                  | 2 | either ids or filters
          kick a= b= --limit 1              | 2 | --limit chooses among
          post a=                           | 2 | no connection to post to
          chat --url http://x -x hi         | 2 | expected: ws://
          logs --until now -f               | 2 | --until
          history r --since 1h --before x   | 2 | --since reads forwards
          history r --since 1h --until 2h   | 2 | --until:
          sessions --since 2026-01-01T00:00:00Z --until 2026-01-01T00:00:00Z | 2 | (expected: after --since,
          logs --until 1h                   | 2 | --until:
          kick --room  --yes                | 2 | empty --room (expected: a value;
          kick  --yes                       | 2 | empty ID (expected: a value;
          history  -R                       | 2 | empty ROOM (expected: a value;
          broadcast --local  --yes          | 2 | empty BODY (expected: a value;
          context add  --set region=x       | 2 | empty NAME (expected: a value;
          list --columns=                   | 2 | empty --columns (expected: a value;
          list --from /none                 | 2 | error: --from: /none cannot be read: no such file
          list --from /                     | 2 | error: --from: / cannot be read: Is a directory
          post a= @/none --local            | 2 | error: body: /none cannot be read: no such file
          chat --token-file /none -x hi     | 2 | error: --token-file: /none cannot be read: no such file
          context add a --from-terraform /x | 2 | error: --from-terraform: /x cannot be read: no such file
          help nonsense                     | 2 | no such verb or topic: nonsense
          help lits                         | 2 | did you mean list?
          help outputs                      | 2 | did you mean output?
          help context ad                   | 2 | did you mean context add? chatctl context --help
          help context add more             | 2 | no such verb: context add more
          help list context                 | 2 | no such verb: list context
          help output more                  | 2 | no such verb or topic: output
          """)
  void explainsBadInputInOneLine(String line, int exitCode, String message) {
    var result = new TestTerminal(home, Admin::run).run(line.split(" "));

    assertThat(result.err()).contains(message).contains("hint:").doesNotContain("\tat ");
    assertThat(result.exitCode()).isEqualTo(exitCode);
    assertThat(result.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "ls", "context", "context add", "context rm", "demo chat"})
  void explainsAVerbAtAnyDepth(String verb) {
    var terminal = new TestTerminal(home, Admin::run);

    var help = terminal.run(("help " + verb).split(" "));

    assertThat(help.err()).isEmpty();
    assertThat(help.exitCode()).isZero();
    assertThat(help.out())
        .contains("Usage: chatctl ")
        .isEqualTo(terminal.run((verb + " --help").split(" ")).out());
  }

  @Test
  void listsEveryExitCode() {
    assertThat(new TestTerminal(home, Admin::run).run("help", "exit-codes").out())
        .contains("0    done", "124  --timeout", "130  Ctrl-C", "129 SIGHUP, 143 SIGTERM");
  }

  @Test
  @Needs(Need.BASH)
  void completesVerbsOptionsAndContexts() throws Exception {
    Path script = home.resolve("completion");
    Files.writeString(script, new TestTerminal(home, Admin::run).run("completion", "bash").out());

    assertThat(completed(script, "chatctl", "li")).isEqualTo("list");
    assertThat(completed(script, "chatctl", "list", "--old")).isEqualTo("--older-than");
    assertThat(completed(script, "chatctl", "list", "--context", "lo")).isEqualTo("local");
  }

  @Test
  @Needs(Need.BASH)
  void completesFromTheChatThatWasTyped() throws Exception {
    Path script = home.resolve("completion");
    Files.writeString(script, new TestTerminal(home, Admin::run).run("completion", "bash").out());

    assertThat(completed(script, "chatctl", "--context", "=", "prod", "get", "\"\""))
        .isEqualTo("local __complete ids --timeout 2s --context prod");
    assertThat(completed(script, "chatctl", "list", "--local", "--room", "\"\""))
        .isEqualTo("local __complete rooms --timeout 2s --local");
  }

  /** What bash offers for the last of these words. */
  private String completed(Path script, String... words) throws Exception {
    return Finished.of(
            new ProcessBuilder(
                "bash",
                "-c",
                "compopt() { :; }; chatctl() { echo local $*; }; source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _chatctl_with_ids; echo ${COMPREPLY[@]}"
                    .formatted(script, String.join(" ", words), words.length - 1)))
        .succeeded()
        .strip();
  }

  @Test
  void endsQuietlyWhenItsReaderHasGone() {
    var err = new ByteArrayOutputStream();

    int exitCode =
        new TestTerminal(home, Admin::run).run(broken("Broken pipe"), err, "help", "output");

    assertThat(exitCode).isZero();
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"help output", "list --help", "context list"})
  void failsWhenItsOutputIsLost(String line) {
    var err = new ByteArrayOutputStream();

    int exitCode =
        new TestTerminal(home, Admin::run)
            .run(broken("No space left on device"), err, line.split(" "));

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString(UTF_8).lines())
        .filteredOn(said -> said.startsWith("error: "))
        .containsExactly("error: standard output cannot be written: No space left on device");
  }

  @Test
  void endsAsItWouldWhenNobodyHearsIt() {
    var out = new ByteArrayOutputStream();

    int exitCode =
        new TestTerminal(home, Admin::run)
            .run(out, broken("Broken pipe"), "list", "--context", "prod");

    assertThat(exitCode).isEqualTo(2);
  }

  private static OutputStream broken(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }

  @Test
  void reachesNoServerWithoutAnEndpoint() {
    var result =
        new TestTerminal(home, Admin::run)
            .with("AWS_ACCESS_KEY_ID", "test")
            .with("ACTIVE_CONNECTIONS_TABLE", "a")
            .with("SESSION_HISTORY_TABLE", "s")
            .with("MESSAGE_HISTORY_TABLE", "m")
            .with("ROOMS_TABLE", "r")
            .run("get", "x=", "--region", "eu-west-1");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("management_endpoint is not known");
  }
}
