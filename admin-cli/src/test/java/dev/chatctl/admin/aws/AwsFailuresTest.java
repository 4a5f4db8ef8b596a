package dev.chatctl.admin.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What passes by itself, however it was said. */
class AwsFailuresTest {
  @ParameterizedTest
  @CsvSource({
    "400, ThrottlingException",
    "400, ProvisionedThroughputExceededException",
    "429, LimitExceededException"
  })
  void tellThatRequestsAreThrottled(int status, String code) {
    var told =
        AwsFailures.explain(
            AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(
                    AwsErrorDetails.builder().errorCode(code).errorMessage("Slow down").build())
                .build());

    assertThat(told).map(CliException::exitCode).contains(ExitCode.UNAVAILABLE);
    assertThat(told)
        .map(CliException::getMessage)
        .contains("AWS throttles the requests (%d %s)".formatted(status, code));
  }

  /** As when the permission is missing, for a post without the SDK's client cannot tell. */
  @Test
  void tellThatAnApiOrStageMayNotExist() {
    var told =
        AwsFailures.explain(
            AwsServiceException.builder()
                .statusCode(403)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("ForbiddenException").build())
                .build());

    assertThat(told).map(CliException::exitCode).contains(ExitCode.DENIED);
    assertThat(told)
        .map(CliException::getMessage)
        .contains(AwsFailures.ofStatus(403, "").getMessage());
  }

  static Stream<Exception> broken() {
    return Stream.of(
        new SocketTimeoutException("Read timed out"),
        new SocketTimeoutException("Connect timed out"),
        new SocketException("Connection reset"),
        new SSLHandshakeException("PKIX path building failed"),
        new EOFException("the server closed the connection before its answer was complete"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void tellThatAnEndpointCannotBeReached(Exception cause) {
    var told =
        AwsFailures.explain(SdkClientException.create("Unable to execute HTTP request", cause));

    assertThat(told).map(CliException::exitCode).contains(ExitCode.UNAVAILABLE);
    assertThat(told)
        .map(CliException::getMessage)
        .contains("the endpoint cannot be reached: " + cause.getMessage());
  }

  @Test
  void tellSoOfCallsWithoutTheSdksClientToo() {
    assertThat(Stream.of(new IOException("Connection reset"), new TimeoutException()))
        .allSatisfy(
            failure ->
                assertThat(AwsFailures.explain(failure))
                    .map(CliException::exitCode)
                    .contains(ExitCode.UNAVAILABLE));
  }
}
