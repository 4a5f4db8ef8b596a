package dev.chatctl.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTemplateTest {
  private static final Variables VALUES =
      name ->
          Optional.ofNullable(
              Map.of("text", "a \"ü\" \\ 😀\n", "plain", "x y", "empty", "").get(name));

  private static String filled(String template) {
    return TextTemplate.parse(template).fill(VALUES).orElseThrow();
  }

  private static String json(Object template) {
    return TextTemplate.of(template, false).fill(VALUES).orElseThrow();
  }

  @Test
  void valuesArePutInTheirPlaces() {
    assertThat(filled("<${plain}|${empty}>$${no} $5 {} ü")).isEqualTo("<x y|>${no} $5 {} ü");
  }

  @Test
  void aValueIsEscapedAsOftenAsItIsNested() {
    assertThat(json(Map.of("a", "say ${text}")))
        .isEqualTo("{\"a\":\"say a \\\"ü\\\" \\\\ 😀\\n\"}");
    assertThat(json(Map.of("body", Map.of("$json", Map.of("t", List.of("${text}"))))))
        .isEqualTo("{\"body\":\"{\\\"t\\\":[\\\"a \\\\\\\"ü\\\\\\\" \\\\\\\\ 😀\\\\n\\\"]}\"}");
  }

  @Test
  void whatIsNestedCanBeReadAgain() {
    String text = "a \"ü\" \\ 😀\n";
    String outer =
        json(Map.of("o", Map.of("$json", Map.of("i", Map.of("$json", List.of("${text}"))))));

    Extraction within = Extraction.whole().jmesPath("o").jmesPath("i").jmesPath("[0]");
    assertThat(within.find(IncomingFrame.of(outer))).containsExactly(text);
  }

  @Test
  void escapingsWorkOnTheBytesOfText() {
    assertThat(filled("${text|url}")).isEqualTo("a%20%22%C3%BC%22%20%5C%20%F0%9F%98%80%0A");
    assertThat(filled("${text|base64}")).isEqualTo("YSAiw7wiIFwg8J+YgAo=");
    assertThat(filled("${text|length}")).isEqualTo("14");
    assertThat(filled("${text|json|length}")).isEqualTo("18");
  }

  @Test
  void ofABinaryFrameEachCharacterIsAByte() {
    assertThat(TextTemplate.of("\u0001\u00ff${plain|length16}${plain}", true).bytes(VALUES))
        .containsExactly(1, 255, 0, 3, 'x', ' ', 'y');
  }

  @Test
  void whatNeedNotBeThereLeavesTheWholeOut() {
    assertThat(TextTemplate.parse("Bearer ${token?}").fill(VALUES)).isEmpty();
    assertThat(new String(TextTemplate.parse("<${token?}>").bytes(VALUES), StandardCharsets.UTF_8))
        .isEqualTo("<>");
    assertThatThrownBy(() -> TextTemplate.parse("${token}").bytes(VALUES))
        .hasMessage("${token}: no value");
  }

  @Test
  void rawValuesAndNumbersStandWithoutQuotes() {
    assertThat(json(Map.of("n", Map.of("$raw", "${plain|length}")))).isEqualTo("{\"n\":3}");
    assertThat(json(List.of(1, true, 2.5, List.of(), Map.of()))).isEqualTo("[1,true,2.5,[],{}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${", "${}", "${Text}", "${text", "${text|}", "${text|jsn}"})
  void whatIsNoPlaceIsRefused(String template) {
    assertThatThrownBy(() -> TextTemplate.parse(template))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(template.equals("${text|jsn}") ? "json" : "(expected: ${name}");
  }
}
