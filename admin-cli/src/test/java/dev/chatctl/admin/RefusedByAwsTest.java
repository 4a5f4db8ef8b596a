package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.TestTerminal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator reads when AWS refuses: one line, what to do, no stack trace. */
class RefusedByAwsTest {
  @TempDir Path home;
  private FakeAws aws;
  private volatile String type = "";
  private volatile String message = "";

  @BeforeEach
  void start() throws IOException {
    aws =
        FakeAws.start(
            request ->
                new FakeAws.Answer(
                    400,
                    "{\"__type\":\"com.amazonaws#%s\",\"message\":\"%s\"}"
                        .formatted(type, message)));
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ExpiredTokenException       | The token is expired | 4 | the AWS credentials have expired
          UnrecognizedClientException | The token is invalid | 4 | AWS does not accept the credentials
          AccessDeniedException       | User: u is not authorized to perform: dynamodb:Scan on resource: arn:t because | 4 | the permission dynamodb:Scan on arn:t is missing
          ResourceNotFoundException   | Requested resource not found | 3 | AWS knows no such table
          ValidationException         | Nonsense | 1 | AWS answered 400 ValidationException: Nonsense
          """)
  void explainsARefusal(String type, String message, int exitCode, String expected) {
    this.type = type;
    this.message = message;

    var listed = onAws(aws.endpoint()).run("list");

    assertThat(listed.err()).contains("error: ", expected, " hint: ").doesNotContain("\tat ");
    assertThat(listed.exitCode()).isEqualTo(exitCode);
    assertThat(listed.out()).isEmpty();
  }

  @Test
  void leavesTheLastSnapshotAsItWas() throws IOException {
    type = "ExpiredTokenException";
    Path snapshot = Files.writeString(home.resolve("snapshot"), "as it was\n");

    var listed = onAws(aws.endpoint()).run("list", "--snapshot", snapshot.toString());

    assertThat(listed.exitCode()).isEqualTo(4);
    assertThat(snapshot).hasContent("as it was\n");
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files).containsExactly(snapshot);
    }
  }

  @Test
  void saysThatAnEndpointCannotBeReached() {
    aws.fallSilent();

    var listed = onAws(aws.endpoint()).run("list");

    assertThat(listed.err()).contains("error: the endpoint cannot be reached", " hint: ");
    assertThat(listed.exitCode()).isEqualTo(6);
  }

  @Test
  void givesUpOnAnEndpointThatDoesNotAnswer() throws IOException {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var listed =
          onAws("http://127.0.0.1:" + silent.getLocalPort()).run("list", "--timeout", "300ms");

      assertThat(listed.exitCode()).isEqualTo(124);
      assertThat(listed.err()).contains("error: ", "--timeout").doesNotContain("\tat ");
      assertThat(listed.out()).isEmpty();
    }
  }

  @ParameterizedTest
  @Timeout(30)
  @ValueSource(strings = {"logs /aws/lambda/connect", "stats"})
  void endsInTimeHoweverManyPagesThereAre(String line) throws IOException {
    String page =
        "{\"events\":[],\"nextToken\":\"t\",\"Items\":[{\"room\":{\"S\":\"r\"}}],"
            + "\"LastEvaluatedKey\":{\"room\":{\"S\":\"r\"}}}";
    try (var endless = FakeAws.start(request -> new FakeAws.Answer(200, page))) {
      var command = new ArrayList<>(List.of(line.split(" ")));
      command.addAll(List.of("--timeout", "2s"));

      var ended = onAws(endless.endpoint()).run(command.toArray(String[]::new));

      assertThat(ended.exitCode()).as(ended.err()).isEqualTo(124);
    }
  }

  @Test
  void saysThatThereIsNoSuchRegion() {
    var listed = onAws("http://dynamodb.nowhere-1.invalid").run("list");

    assertThat(listed.exitCode()).isEqualTo(6);
    assertThat(listed.err())
        .contains("error: the endpoint's host name is unknown", " hint: check the region");
  }

  @Test
  void saysWhatToDoAboutEachFailedCheck() {
    type = "AccessDeniedException";
    message = "User: u is not authorized to perform: dynamodb:Scan on resource: arn:t because";

    var checked =
        onAws(aws.endpoint()).run("doctor", "--endpoint-url", aws.endpoint() + "/dev", "-o", "csv");

    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.out())
        .contains("target,ok,", "credentials,ok,", "logs,skipped,", "clock,ok,")
        .containsPattern("tables.active_connections,failed,.*dynamodb:Scan on arn:t is missing")
        .containsPattern("tables.rooms,failed,.*let your role's policy allow it");
  }

  @Test
  void findsThatCredentialsAndEndpointsAreMissing() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");

    var checked = onAws(aws.endpoint()).run("doctor", "--profile", "no-such-profile", "-o", "csv");

    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.out()).contains("credentials,failed,", "@connections,failed,");
  }

  @Test
  void saysThatThereAreNoCredentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");

    var listed = onAws(aws.endpoint()).run("list", "--profile", "no-such-profile");

    assertThat(listed.exitCode()).isEqualTo(4);
    assertThat(listed.err()).contains("error: ", " hint: aws sso login");
    assertThat(listed.out()).isEmpty();
  }

  private TestTerminal onAws(String endpoint) {
    return new TestTerminal(home, Admin::run)
        .with("AWS_ENDPOINT_URL", endpoint)
        .with("AWS_REGION", "eu-west-1")
        .with("ACTIVE_CONNECTIONS_TABLE", "a")
        .with("SESSION_HISTORY_TABLE", "s")
        .with("MESSAGE_HISTORY_TABLE", "m")
        .with("ROOMS_TABLE", "r");
  }
}
