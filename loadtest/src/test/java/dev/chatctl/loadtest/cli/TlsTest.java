package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.loadtest.calibration.BroadcastServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers behind TLS, and those that only should be. */
class TlsTest {
  @TempDir private Path folder;
  private final Cli cli = new Cli();

  private int broadcast(URI url, Object... more) {
    List<Object> words = new ArrayList<>(List.of("loadtest", "broadcast", "--url", url));
    words.addAll(List.of("--out", folder.resolve("out"), "--clients", 5, "--messages", 4));
    words.addAll(List.of("--rate", 20, "--warm-up", 2, "--linger", "200ms", "--deadline", 5));
    words.addAll(List.of(more));
    return cli.run(words.toArray());
  }

  @Test
  void doesNotTrustACertificateThatNobodyVouchesFor() throws Exception {
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO);
        TlsFront front = new TlsFront(server.url().getPort(), folder)) {
      assertThat(broadcast(front.url())).isEqualTo(ExitCode.UNAVAILABLE.code());
      assertThat(cli.err())
          .isEqualToIgnoringNewLines(
              "error: --url: "
                  + front.url()
                  + " (expected: a WebSocket endpoint that answers; TLS failed: nobody this machine"
                  + " trusts vouches for the certificate; --cacert FILE names one to trust)");
      assertThat(server.size()).isZero();
    }
  }

  @Test
  void measuresThroughACertificateItWasToldToTrust() throws Exception {
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO);
        TlsFront front = new TlsFront(server.url().getPort(), folder)) {
      cli.delivered(broadcast(front.url(), "--cacert", front.certificate()));
    }

    Path summary = folder.resolve("out/summary.json");
    assertThat(new ObjectMapper().readTree(summary.toFile()).path("received").asInt())
        .isEqualTo(20);
  }

  @Test
  void saysThatAServerDoesNotSpeakTls() {
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      URI url = URI.create(server.url().toString().replace("ws://", "wss://"));
      assertThat(broadcast(url)).isEqualTo(ExitCode.UNAVAILABLE.code());
    }

    assertThat(cli.err()).contains("TLS failed: ");
    assertThat(cli.err().lines()).hasSize(1);
  }

  @Test
  void namesAFileThatHoldsNoCertificates() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "none");
    URI url = URI.create("wss://127.0.0.1:1/");

    assertThat(broadcast(url, "--cacert", text)).isEqualTo(ExitCode.USAGE.code());
    assertThat(broadcast(url, "--cacert", folder.resolve("absent")))
        .isEqualTo(ExitCode.USAGE.code());

    assertThat(cli.err().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("(expected: a PEM file of certificates; "))
        .last()
        .asString()
        .endsWith("no such file)");
  }
}
