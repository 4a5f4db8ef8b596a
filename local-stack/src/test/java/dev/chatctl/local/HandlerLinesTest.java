package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.local.logs.CurrentFunction;
import dev.chatctl.local.metrics.MetricStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HandlerLinesTest {
  @Test
  void onlyWarningsAndErrorsReachTheTerminal() {
    var terminal = new ByteArrayOutputStream();
    var lines =
        new HandlerLines(
                new MetricStore(),
                new CurrentFunction(),
                new PrintStream(terminal, true, StandardCharsets.UTF_8))
            .stream();

    lines.println("{\"level\":\"INFO\",\"event\":\"invocation\"}");
    lines.println("{\"level\":\"ERROR\",\"event\":\"invocation_failed\"}");
    lines.println("{\"_aws\":{\"Timestamp\":1,\"CloudWatchMetrics\":[]}}");

    assertThat(terminal.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("{\"level\":\"ERROR\",\"event\":\"invocation_failed\"}");
  }
}
