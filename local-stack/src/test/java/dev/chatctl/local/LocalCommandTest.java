package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.chatctl.cli.TestTerminal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalCommandTest {
  @TempDir Path home;
  private String out = "";
  private String err = "";

  @Test
  void printsExactlyOneJsonDocumentAndStopsWithItsParent() throws Exception {
    int exitCode = run("-o", "json", "--stop-on-stdin-eof");

    assertThat(exitCode).isZero();
    assertThat(err).isEmpty();
    List<String> names = topLevelNames(out);
    assertThat(names)
        .contains(
            "websocket_url",
            "management_endpoint",
            "dynamodb_endpoint",
            "region",
            "tables",
            "dialects");
    assertThat(out.replaceAll("\\s", ""))
        .contains(
            "\"dialects\":[\"envelope\",\"name-text\",\"message-text\",\"data-text\",\"message-json\"]");
  }

  @Test
  void aPortInUseIsOneLineAndNothingIsLeftRunning() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int exitCode = run("--port", String.valueOf(taken.getLocalPort()), "--stop-on-stdin-eof");

      assertThat(exitCode).isEqualTo(2);
      assertThat(out).isEmpty();
      assertThat(err)
          .contains(String.valueOf(taken.getLocalPort()), "in use")
          .doesNotContain("\tat ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--limits=fast | --limits: limit: 'fast' (expected: aws, connects=RATE,",
        "--limits=connects=0 | --limits: limit connects: '0' (expected: a rate above 0",
        "--fault=gone=2 | --fault: fault gone: '2' (expected: a share"
      })
  void refusesLimitsAndFaultsThatAreNone(String option, String message) {
    assertThat(run(option)).isEqualTo(2);
    assertThat(err).contains(message).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource({"-1", "65536", "eighty"})
  void refusesAPortThatIsNone(String port) {
    assertThat(run("--port", port)).isEqualTo(2);
    assertThat(err).contains(port).contains("--port").doesNotContain("\tat ");
  }

  @Test
  void refusesAFaultThatIsNone() {
    assertThat(run("--fault", "gnoe=1%")).isEqualTo(2);
    assertThat(err).contains("--fault", "gnoe").doesNotContain("\tat ");
  }

  @Test
  void refusesAnEnvironmentThatTheHandlersRefuse() {
    assertThat(run("--env", "DEFAULT_DIALECT=klingon")).isEqualTo(2);
    assertThat(err).contains("DEFAULT_DIALECT", "klingon").doesNotContain("\tat ");
  }

  private int run(String... arguments) {
    TestTerminal.Result result = new TestTerminal(home, Local::run).run(arguments);
    out = result.out();
    err = result.err();
    return result.exitCode();
  }

  private static List<String> topLevelNames(String json) throws Exception {
    var names = new ArrayList<String>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        names.add(parser.currentName());
        if (parser.nextToken() == JsonToken.VALUE_STRING && names.getLast().endsWith("_url")) {
          assertThat(URI.create(parser.getText()).getHost()).isEqualTo("127.0.0.1");
        }
        parser.skipChildren();
      }
      assertThat(parser.nextToken()).as("what follows the document").isNull();
    }
    return names;
  }
}
