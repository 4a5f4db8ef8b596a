package dev.chatctl.local.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.chatctl.gateway.invoke.FunctionSettings;
import dev.chatctl.gateway.invoke.LambdaFunction;
import java.io.ByteArrayOutputStream;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerTest {
  @ParameterizedTest
  @CsvSource({"rate(15 minutes), PT15M", "rate(1 hour), PT1H", "rate(2 days), PT48H"})
  void readsRates(String expression, Duration interval) {
    assertThat(Scheduler.interval(expression)).isEqualTo(interval);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rate(0 minutes)", "cron(0 12 * * ? *)", "rate(5 seconds)"})
  void refusesWhatItCannotRun(String expression) {
    assertThatThrownBy(() -> Scheduler.interval(expression))
        .hasMessage("schedule: " + expression + " (expected: one such as rate(15 minutes))");
  }

  @Test
  void aFunctionThatFailsIsInvokedAgain() {
    var invocations = new AtomicInteger();
    RequestStreamHandler failing =
        (in, out, context) -> {
          assertThat(new String(in.readAllBytes(), UTF_8)).contains("aws.events");
          invocations.incrementAndGet();
          throw new IllegalStateException("not today");
        };
    assertThat(problems(failing, invocations)).contains("schedule: ").contains("not today");
  }

  @Test
  void aFunctionThatHangsIsStoppedWhenItsTimeIsUpAndInvokedAgain() {
    var invocations = new AtomicInteger();
    RequestStreamHandler hanging =
        (in, out, context) -> {
          invocations.incrementAndGet();
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException stopped) {
            throw new InterruptedIOException();
          }
        };
    assertThat(problems(hanging, invocations)).contains("schedule: Task timed out after 0.05 s");
  }

  /** What is told until the function has been invoked three times. */
  private static String problems(RequestStreamHandler handler, AtomicInteger invocations) {
    var problems = new ByteArrayOutputStream();
    var settings =
        FunctionSettings.named("reaper").withLog(line -> {}).withTimeout(Duration.ofMillis(50));
    try (var scheduler =
        Scheduler.every(
            Duration.ofMillis(10),
            LambdaFunction.of(handler, settings),
            new PrintStream(problems, true, UTF_8))) {
      await().until(() -> scheduler != null && invocations.get() > 2);
    }
    return problems.toString(UTF_8);
  }
}
