package dev.chatctl.admin.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Interrupt;
import dev.chatctl.cli.Pacer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a campaign ends when Ctrl-C comes, and what it leaves. */
@Timeout(30)
class CampaignTest {
  private final Interrupt interrupt = new Interrupt();
  private final List<ConnectionResult> told = new ArrayList<>();

  @Test
  void endsWhileItWaitsForAnAnswer() {
    Tally tally =
        run(
            1,
            id -> {
              if (id.equals("a")) {
                return CompletableFuture.completedFuture(Connections.Result.DONE);
              }
              interrupt.request();
              return new CompletableFuture<>();
            });

    assertThat(tally.sentence("sent"))
        .isEqualTo("sent 1, gone 0, failed 0; some had no answer yet");
    assertThat(tally.exitCode(interrupt, false)).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(told).extracting(ConnectionResult::connectionId).containsExactly("a");
  }

  @Test
  void saysThatAnswersWereMissingWhenItsThreadIsStopped() {
    Tally tally =
        run(
            8,
            id -> {
              Thread.currentThread().interrupt();
              return new CompletableFuture<>();
            });

    assertThat(Thread.interrupted()).isTrue();
    assertThat(tally.sentence("sent")).contains("some had no answer yet");
  }

  private Tally run(
      int concurrency,
      java.util.function.Function<String, CompletableFuture<Connections.Result>> action) {
    return new Campaign(interrupt, new Pacer(interrupt, Duration.ZERO), concurrency)
        .run(List.of("a", "b", "c").iterator(), action, told::add);
  }

  @Test
  void leavesTheIdsThatAreDoneAtOnce(@TempDir Path folder) {
    Path file = folder.resolve("done");
    try (var log = DoneLog.of(Optional.of(file))) {
      log.add(new ConnectionResult("a=", ConnectionResult.Kind.DONE, Optional.empty()));

      assertThat(file).hasContent("a=\n");
    }
  }
}
