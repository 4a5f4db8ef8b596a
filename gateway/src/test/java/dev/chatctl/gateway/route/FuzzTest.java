package dev.chatctl.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.gateway.Functions;
import dev.chatctl.gateway.internal.http.RequestTarget;
import dev.chatctl.gateway.internal.integration.ProxyResult;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;

/** Parsers of what strangers send: whatever the text, an answer and never an exception. */
class FuzzTest {
  private static final SelectionExpression EXPRESSION =
      SelectionExpression.parse("$request.body.action");

  @Property
  void anyMessageIsRoutedOrHasNoKey(@ForAll String message) {
    assertThat(EXPRESSION.evaluate(message)).isNotNull();
  }

  @Property
  void anyActionIsFoundAgain(@ForAll String action) {
    String message = Functions.write(Map.of("action", action));
    assertThat(EXPRESSION.evaluate(message)).isEqualTo(Optional.of(action));
  }

  @Property
  void anyExpressionIsParsedOrRefusedWithItsRule(@ForAll @NotEmpty String expression) {
    try {
      assertThat(SelectionExpression.parse(expression).toString()).isEqualTo(expression);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("expected:");
    }
  }

  @Property
  void anyTargetIsUnderstood(@ForAll String uri) {
    assertThat(RequestTarget.parse(uri)).isNotNull();
    assertThat(RequestTarget.parse("/local/@connections/" + uri)).isNotNull();
  }

  @Property
  void anyStageAndIdComeBackFromTheirPath(
      @ForAll @AlphaChars @NotEmpty String stage, @ForAll @AlphaChars @NotEmpty String id) {
    assertThat(RequestTarget.parse("/" + stage + "/@connections/" + id + "%3D"))
        .isEqualTo(new RequestTarget(stage, id + "="));
  }

  @Property
  void anyResultIsReadOrMalformed(@ForAll byte[] payload, @ForAll String text) {
    assertThat(ProxyResult.parse(payload)).isNotNull();
    assertThat(ProxyResult.parse(text.getBytes(StandardCharsets.UTF_8))).isNotNull();
  }
}
