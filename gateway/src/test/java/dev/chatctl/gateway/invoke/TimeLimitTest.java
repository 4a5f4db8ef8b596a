package dev.chatctl.gateway.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  private static final RequestStreamHandler HANGING = (in, out, context) -> hang();

  @Test
  void aFunctionWhoseTimeIsUpIsInterruptedAndNothingElseIs() throws Exception {
    assertThat(message(function(HANGING, Duration.ofMillis(50))))
        .isEqualTo("Task timed out after 0.05 seconds");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void oneThatGoesOnNeverthelessHasTimedOutToo() throws Exception {
    RequestStreamHandler stubborn =
        (in, out, context) -> {
          try {
            hang();
          } catch (IllegalStateException interrupted) {
            out.write(1);
          }
        };
    assertThat(message(function(stubborn, Duration.ofMillis(50)))).startsWith("Task timed out");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void anInterruptThatIsNotOursIsPassedOn() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> message(function(HANGING, Duration.ofMinutes(1))))
        .isInstanceOf(InterruptedException.class);
  }

  private static String message(LambdaFunction function) throws InterruptedException {
    return TimeLimit.invoke(function, new byte[0]) instanceof InvocationResult.FunctionError error
        ? error.message()
        : "returned";
  }

  private static LambdaFunction function(RequestStreamHandler handler, Duration timeout) {
    return LambdaFunction.of(handler, FunctionSettings.named("f").withTimeout(timeout));
  }

  private static void hang() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
