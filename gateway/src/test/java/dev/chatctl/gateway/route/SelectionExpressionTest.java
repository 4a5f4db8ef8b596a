package dev.chatctl.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionExpressionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$request.body.action                         | {\"action\":\"send\"}            | send",
        "${request.body.action}                       | {\"action\":\"send\"}            | send",
        "$request.body.a.b.c                          | {\"a\":{\"b\":{\"c\":\"x\"}}}    | x",
        "${request.body.service}/${request.body.verb} | {\"service\":\"s\",\"verb\":\"v\"} | s/v",
        "room-${request.body.n}                       | {\"n\":7}                        | room-7",
        "$request.body.action                         | {\"action\":true}                | true",
        "$request.body.action                         | {\"action\":[\"a\",\"b\"]}       | [a, b]",
        "$request.body.action                         | {\"action\":{\"k\":\"v\"}}       | {k=v}",
        "$request.body.action                         | {}                               | ``",
        "$request.body.action                         | {\"action\":null}                | ``",
        "$request.body.action                         | [1]                              | ``",
        "$request.body.action                         | 5                                | ``",
        "static                                       | {}                               | static",
        "\\$default                                   | {}                               | $default"
      })
  void computesTheRouteKey(String expression, String message, String key) {
    assertThat(SelectionExpression.parse(expression).evaluate(message)).hasValue(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "{", "{\"action\":\"a\"} trailing", "{action:\"a\"}"})
  void aMessageThatIsNotJsonHasNoKeyEvenUnderAConstant(String message) {
    assertThat(SelectionExpression.parse("static").evaluate(message)).isEmpty();
  }

  @Test
  void unquotedNamesAreRoutedWhenLenient() {
    SelectionExpression lenient = SelectionExpression.parse("$request.body.action", true);
    assertThat(lenient.evaluate("{\"action\":\"a\", body:\"x\"}")).hasValue("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "$request.header.a", "$", "${request.body}", "a$b", "$request.body."})
  void anExpressionThatIsNoneIsRefusedWithItsText(String expression) {
    assertThatThrownBy(() -> SelectionExpression.parse(expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + expression + "'")
        .hasMessageContaining("expected: $request.body.<path>");
  }
}
