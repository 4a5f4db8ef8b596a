package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.chatctl.cli.TestTerminal;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code doctor} finds at services that answer well, but for one thing. */
class DoctorTest {
  @TempDir Path home;
  private FakeAws aws;

  /** The operation that is refused, and what the refusal says. */
  private volatile @Nullable String refused;

  @BeforeEach
  void start() throws Exception {
    aws = FakeAws.start(this::answer);
  }

  private FakeAws.Answer answer(HttpExchange request) {
    String operation =
        String.valueOf(request.getRequestHeaders().getFirst("X-Amz-Target"))
            .replaceFirst(".*\\.", "");
    if (operation.equals(refused)) {
      return new FakeAws.Answer(
          400,
          "{\"__type\":\"AccessDeniedException\",\"message\":\"User: u is not authorized to"
              + " perform: logs:FilterLogEvents on resource: arn:l because\"}");
    }
    boolean gone = request.getRequestURI().getPath().contains("@connections");
    return new FakeAws.Answer(gone ? 410 : 200, "{}");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private TestTerminal terminal() {
    String endpoint = aws.endpoint();
    TestTerminal terminal = new TestTerminal(home, Admin::run).with("AWS_ENDPOINT_URL", endpoint);
    assertThat(
            terminal
                .run(
                    ("context add prod --use --set region=eu-west-1 --set management_endpoint="
                            + endpoint
                            + "/dev --set tables.active_connections=a --set"
                            + " tables.session_history=s --set tables.message_history=m --set"
                            + " tables.rooms=r --set log_groups.connect=/aws/lambda/connect")
                        .split(" "))
                .exitCode())
        .isZero();
    return terminal;
  }

  @Test
  void findsNothingWrong() {
    var checked = terminal().run("doctor", "-o", "csv");

    assertThat(checked.exitCode()).as(checked.out()).isZero();
    assertThat(checked.out().lines().skip(1))
        .hasSize(9)
        .allMatch(line -> line.contains(",ok,"), "each check is ok");
  }

  @Test
  void namesThePermissionThatIsMissingForTheLogs() {
    refused = "FilterLogEvents";

    var checked = terminal().run("doctor", "-o", "csv");

    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.out().lines().filter(line -> !line.contains(",ok,")).skip(1))
        .containsExactly(
            "logs,failed,access denied: the permission logs:FilterLogEvents on arn:l is missing,"
                + "\"let your role's policy allow it, or choose another --profile\"");
  }

  @Test
  void findsAClockThatIsAnHourOff() {
    var checked = terminal().at(Instant.now().plusSeconds(3600)).run("doctor", "-o", "csv");

    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.out().lines().filter(line -> !line.contains(",ok,")).skip(1))
        .singleElement()
        .asString()
        .matches(
            "clock,failed,this machine's clock is 3[56]\\d\\d s off,set the clock .timedatectl"
                + " set-ntp true.; AWS refuses requests signed then");
  }

  @Test
  void findsThatNoTargetIsKnown() {
    var checked =
        new TestTerminal(home, Admin::run).run("doctor", "--context", "nowhere", "-o", "csv");

    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.out().lines().skip(1))
        .containsExactly(
            "target,failed,there is no context nowhere,chatctl context add makes one; `local` is"
                + " the local stack");
  }

  @Test
  void findsThatTheLocalStackDoesNotRun() {
    var checked = new TestTerminal(home, Admin::run).run("doctor", "--local", "-o", "csv");

    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.out()).contains("target,failed,no local stack is running");
  }

  @Test
  void findsTheLocalStackHealthy() throws Exception {
    var checked = Chat.terminal(home).run("doctor", "--local", "-o", "csv");

    assertThat(checked.exitCode()).as(checked.out()).isZero();
    assertThat(checked.out().lines().skip(1))
        .hasSize(9)
        .allMatch(line -> line.contains(",ok,"), "each check is ok");
  }
}
