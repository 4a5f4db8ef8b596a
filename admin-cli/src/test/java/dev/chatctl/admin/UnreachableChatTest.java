package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.TestTerminal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code chat} says of a chat that it cannot talk to. */
class UnreachableChatTest {
  @TempDir Path home;

  @Test
  void tellsARefusedHandshakeFromANumberInTheUrl() throws Exception {
    try (var refusing = FakeAws.start(request -> new FakeAws.Answer(403, ""))) {
      String url = refusing.endpoint().replace("http:", "ws:");
      var refused = new TestTerminal(home, Admin::run).run("chat", "--url", url, "-x", "hi");
      var unknown =
          new TestTerminal(home, Admin::run)
              .run("chat", "--url", "ws://host-403.invalid", "-x", "hi");

      assertThat(refused.exitCode()).as(refused.err()).isEqualTo(4);
      assertThat(refused.err()).contains("does the chat want --token-file?");
      assertThat(unknown.exitCode()).as(unknown.err()).isEqualTo(6);
    }
  }

  @Test
  void printsNoTokenWhenItCannotConnect() throws Exception {
    Path token = Files.writeString(home.resolve("token"), "s3cret");
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "ws://127.0.0.1:" + silent.getLocalPort();
      var stopped =
          new TestTerminal(home, Admin::run)
              .run(
                  "chat",
                  "--url",
                  url,
                  "--token-file",
                  token.toString(),
                  "-x",
                  "hi",
                  "--timeout",
                  "2s");

      assertThat(stopped.exitCode()).isEqualTo(124);
      assertThat(stopped.err()).contains(url).containsOnlyOnce("error:").doesNotContain("s3cret");
    }
  }
}
