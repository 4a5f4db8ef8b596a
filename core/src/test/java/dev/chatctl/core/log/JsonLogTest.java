package dev.chatctl.core.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.log.JsonLog.Level;
import dev.chatctl.core.metrics.Dimensions;
import dev.chatctl.core.metrics.Metric;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLogTest {
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

  @Test
  void aFailureIsLoggedWithItsCausesAndWhereOurCodeMetIt() throws JsonFormatException {
    var failure =
        new IllegalStateException(
            "no answer", new IOException("closed", new TimeoutException("5 s")));
    var ours = new StackTraceElement("dev.chatctl.core.Chat", "say", "Chat.java", 7);
    failure.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("software.amazon.Sdk", "create", "Sdk.java", 1), ours
        });

    log(Level.INFO).error("failed", failure, json -> {});

    JsonObject line = Json.parseObject(lines.toString(UTF_8));
    assertThat(line.string("error")).hasValue("no answer");
    assertThat(line.value("causes"))
        .isEqualTo(
            List.of("java.io.IOException: closed", "java.util.concurrent.TimeoutException: 5 s"));
    assertThat(line.string("at")).hasValue(ours.toString());
  }

  @ParameterizedTest
  @CsvSource({"DEBUG, 2", "WARN, 1", "ERROR, 1", "OFF, 0"})
  void metricsAreWrittenWhateverElseIsNot(Level level, int written) {
    JsonLog log = log(level);
    log.info("invocation", json -> {});
    new MetricsLog(log).write(new MetricsLog.Samples().add(Metric.COLD_START, 1), json -> {});
    assertThat(lines.toString(UTF_8).lines()).hasSize(written);
  }

  private JsonLog log(Level level) {
    return new JsonLog(
        new PrintStream(lines, true, UTF_8),
        level,
        new Dimensions("chat", "dev"),
        InstantSource.system());
  }
}
