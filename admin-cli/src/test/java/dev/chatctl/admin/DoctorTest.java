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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                            + " tables.rooms=r --set tables.limits=l --set tables.moderation=o"
                            + " --set log_groups.connect=/aws/lambda/connect")
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
        .hasSize(12)
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "eu-west-1 | 10000 | 0 | quota,ok,\"request_quota is 10000, AWS begins with 10000 in"
            + " eu-west-1\"",
        "eu-south-1 | 2500 | 0 | quota,ok,\"request_quota is 2500, AWS begins with 2500 in"
            + " eu-south-1\"",
        "eu-south-1 | 1000 | 0 | quota,ok,\"request_quota is 1000, AWS begins with 2500 in"
            + " eu-south-1\"",
        "eu-south-1 | 10000 | 1 | quota,failed,\"request_quota is 10000, AWS begins with 2500 in"
            + " eu-south-1\",\"-var request_quota=2500, or",
        "eu-west-1 | 50000 | 0 | quota,skipped,\"request_quota is 50000, AWS begins with 10000 in"
            + " eu-west-1: right if it was raised",
        "eu-west-1 | many | 1 | target,failed,\"request_quota: many (expected: requests a second",
      })
  void comparesTheQuotaThatIsReckonedWithToTheRegions(
      String region, String quota, int exitCode, String line) {
    TestTerminal terminal = terminal();
    assertThat(
            terminal
                .run(
                    "context",
                    "add",
                    "other",
                    "--use",
                    "--set",
                    "region=" + region,
                    "--set",
                    "request_quota=" + quota,
                    "--set",
                    "management_endpoint=" + aws.endpoint() + "/dev",
                    "--set",
                    "tables.active_connections=a",
                    "--set",
                    "tables.session_history=s",
                    "--set",
                    "tables.message_history=m",
                    "--set",
                    "tables.rooms=r",
                    "--set",
                    "tables.limits=l",
                    "--set",
                    "tables.moderation=o")
                .exitCode())
        .isZero();

    var checked = terminal.run("doctor", "-o", "csv");

    assertThat(checked.exitCode()).as(checked.out()).isEqualTo(exitCode);
    assertThat(checked.out().lines()).anyMatch(found -> found.startsWith(line));
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
        .hasSize(11)
        .allMatch(line -> line.contains(",ok,"), "each check is ok");
  }
}
