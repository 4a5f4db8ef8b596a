package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before anything starts, and what cannot be reached. */
class ConsistencyCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                     | 2 | --url, --local: one of them is needed, and only"
            + " one",
        "--local --url=ws://127.0.0.1:1/      | 2 | --url, --local: one of them is needed, and only"
            + " one",
        "--url=http://127.0.0.1:1/            | 2 | --url: http://127.0.0.1:1/ (expected:"
            + " ws://HOST",
        "--local --clients=2                  | 2 | --clients: 2 (expected: 6 to 1000)",
        "--local --time=0                     | 2 | --time: 0 s (expected: > 0)",
        "--local --faults=gome                | 2 | --faults: gome (expected: none, all, or some"
            + " of",
        "--local --faults=gome                | 2 | did you mean gone?",
        "--url=ws://127.0.0.1:1/ --faults=all | 2 | --faults: only with --local",
        "--url=ws://127.0.0.1:1/              | 6 | (expected: a chat that answers; connection"
            + " refused)"
      })
  void tellsWhatIsWrong(String options, int code, String told) {
    Cli cli = new Cli();

    assertThat(run(cli, options == null ? "" : options)).isEqualTo(code);
    assertThat(cli.err()).contains(told);
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void aFeederWithoutTokensIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("users.csv"), "user,password\nann,secret\n");

    Cli cli = new Cli();

    assertThat(run(cli, "--url=ws://127.0.0.1:1/ --feeder=" + file)).isEqualTo(2);
    assertThat(cli.err()).contains("--feeder: no token").doesNotContain("secret");
  }

  private static int run(Cli cli, String options) {
    return cli.run(
        Stream.concat(Stream.of("loadtest", "consistency"), Stream.of(options.split(" ")))
            .filter(word -> !word.isEmpty())
            .toArray());
  }
}
