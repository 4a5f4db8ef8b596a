package dev.chatctl.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.gateway.Functions;
import dev.chatctl.gateway.Fuzz;
import dev.chatctl.gateway.internal.http.RequestTarget;
import dev.chatctl.gateway.internal.integration.ProxyResult;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Parsers of what strangers send: whatever the text, an answer and never an exception. */
class FuzzTest {
  private static final int TRIES = 1_000;
  private static final int LENGTH = 200;
  private static final SelectionExpression EXPRESSION =
      SelectionExpression.parse("$request.body.action");

  @Test
  void anyMessageIsRoutedOrHasNoKey() {
    Fuzz.tries(TRIES, any -> assertThat(EXPRESSION.evaluate(any.text(LENGTH))).isNotNull());
  }

  @Test
  void anyActionIsFoundAgain() {
    Fuzz.tries(
        TRIES,
        any -> {
          String action = any.text(LENGTH);
          assertThat(EXPRESSION.evaluate(Functions.write(Map.of("action", action))))
              .isEqualTo(Optional.of(action));
        });
  }

  @Test
  void anyExpressionIsParsedOrRefusedWithItsRule() {
    Fuzz.tries(
        TRIES,
        any -> {
          String expression =
              any.oneOf("", "$", "${", "$request.body.", "$context.", "$request.querystring.")
                  + any.text('!', '~', 1)
                  + any.text(LENGTH);
          try {
            assertThat(SelectionExpression.parse(expression)).hasToString(expression);
          } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("expected:");
          }
        });
  }

  @Test
  void anyTargetIsUnderstood() {
    Fuzz.tries(
        TRIES,
        any -> {
          String uri = any.text(LENGTH);
          assertThat(RequestTarget.parse(uri)).isNotNull();
          assertThat(RequestTarget.parse("/local/@connections/" + uri)).isNotNull();
        });
  }

  @Test
  void anyStageAndIdComeBackFromTheirPath() {
    Fuzz.tries(
        TRIES,
        any -> {
          String stage = "s" + any.text('A', 'Z', LENGTH);
          String id = "i" + any.text('a', 'z', LENGTH);
          assertThat(RequestTarget.parse("/" + stage + "/@connections/" + id + "%3D"))
              .isEqualTo(new RequestTarget(stage, id + "="));
        });
  }

  @Test
  void anyResultIsReadOrMalformed() {
    Fuzz.tries(
        TRIES,
        any -> {
          byte[] text = any.text(LENGTH).getBytes(StandardCharsets.UTF_8);
          assertThat(ProxyResult.parse(any.bytes(LENGTH))).isNotNull();
          assertThat(ProxyResult.parse(text)).isNotNull();
        });
  }
}
