package dev.chatctl.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.asynchttpclient.Dsl.asyncHttpClient;

import dev.chatctl.local.metrics.Samples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The stack stops while clients are connected. */
class StoppingTest {
  private static final int CLIENTS = 100;

  @Test
  void everyDisconnectEndsBeforeWhatItNeedsDoes() throws Exception {
    PrintStream terminal = System.err;
    var printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, UTF_8)); // where failed invocations show
    try (var client = asyncHttpClient()) {
      var stack = LocalStack.start(0);
      var url = URI.create(stack.addresses().api().webSocketUrl() + "?room=stopping");
      var audience = new Audience(client, url, CLIENTS);
      stack.close();
      assertThat(Samples.sum(stack.metrics(), "Invocations", "FunctionName", "chat-disconnect"))
          .isEqualTo(audience.size());
    } finally {
      System.setErr(terminal);
    }
    assertThat(printed.toString(UTF_8)).doesNotContain("\"level\":\"ERROR\"");
  }
}
