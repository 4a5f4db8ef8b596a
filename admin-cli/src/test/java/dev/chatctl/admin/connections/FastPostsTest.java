package dev.chatctl.admin.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.cli.CliException;
import dev.chatctl.core.aws.RetryPolicy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;

class FastPostsTest {
  private static final SdkBytes BODY = SdkBytes.fromUtf8String("hi");

  private final AtomicInteger posts = new AtomicInteger();

  @Test
  void namesThePermissionThatIsMissing() {
    assertThatThrownBy(() -> answering(403).post("a=", BODY).join())
        .hasCauseInstanceOf(CliException.class)
        .hasMessageContaining("execute-api:ManageConnections is missing");
    assertThat(posts).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({"200, DONE", "204, DONE", "410, GONE", "400, GONE"})
  void tellsGoneFromDone(int status, Connections.Result expected) {
    assertThat(answering(status).post("a=", BODY).join()).isEqualTo(expected);
  }

  @Test
  void triesAgainWhatMayPass() {
    assertThat(answering(429, 503, 200).post("a=", BODY).join()).isEqualTo(Connections.Result.DONE);
    assertThat(posts).hasValue(3);
  }

  private FastPosts answering(int... statuses) {
    return new FastPosts(
        (id, frame) -> CompletableFuture.completedFuture(statuses[posts.getAndIncrement()]),
        RetryPolicy.standard(() -> 0));
  }
}
