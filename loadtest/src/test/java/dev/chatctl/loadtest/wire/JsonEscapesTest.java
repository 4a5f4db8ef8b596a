package dev.chatctl.loadtest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEscapesTest {
  private static final Marker MARKER = new Marker(0xcafe_babe, Marker.MEASURED, 7, 42, -1);

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }

  private static String undone(String text) {
    return JsonEscapes.undone(bytes(text)).toString(StandardCharsets.UTF_8);
  }

  private static String escaped(String text, String format) {
    return text.chars().mapToObj(format::formatted).collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void areUndoneHoweverDeepTheyAre(int levels) throws Exception {
    String json = "\"" + escaped(MARKER.encode(), "\\u%04x") + "\"";
    for (int i = 1; i < levels; i++) {
      json = new ObjectMapper().writeValueAsString("é " + json + "\n");
    }

    ByteBuf found = JsonEscapes.undone(bytes("{\"t\":" + json + ",\"n\":1}"));

    int at = Marker.find(found, 0, MARKER.run());
    assertThat(at).isPositive();
    assertThat(Marker.sequence(found, at)).isEqualTo(42);
    assertThat(Marker.dueNanos(found, at)).isEqualTo(-1);
  }

  @Test
  void areUndoneInAnySpellingAndBesideEachOther() {
    assertThat(undone("a\\u007E\\u007e\\\\u0041b~")).isEqualTo("a~~Ab~");
    assertThat(undone("{\"name\":\"J\\u00fcrg\",\"text\":\"\\u007ect:\"}"))
        .isEqualTo("{\"name\":\"J\\u00fcrg\",\"text\":\"~ct:\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "~ct:", "\\", "\\\\\\", "\\u", "\\u007", "\\u00e9", "\\uzzzz", "\\n\\\"", "u007e"
      })
  void whatIsNoneIsLeftAsItIs(String text) {
    ByteBuf bytes = bytes(text);

    assertThat(JsonEscapes.undone(bytes)).isSameAs(bytes);
  }
}
