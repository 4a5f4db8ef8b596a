package dev.chatctl.loadtest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkerTest {
  private static final int RUN = 0xcafe_babe;

  private static ByteBuf frame(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }

  @Test
  void isReadBackFromTheMiddleOfAnEnvelope() {
    Marker marker = new Marker(RUN, Marker.MEASURED, 65535, 1_234_567, -42);
    ByteBuf frame = frame("{\"text\":\"~é~ " + marker.encode() + "...\",\"seq\":7}");

    int at = Marker.find(frame, 0, RUN);

    assertThat(at).isPositive();
    assertThat(Marker.kind(frame, at)).isEqualTo(Marker.MEASURED);
    assertThat(Marker.publisher(frame, at)).isEqualTo(65535);
    assertThat(Marker.sequence(frame, at)).isEqualTo(1_234_567);
    assertThat(Marker.dueNanos(frame, at)).isEqualTo(-42);
  }

  @Test
  void isFixedWidthAsciiThatJsonDoesNotEscape() {
    String text = new Marker(RUN, Marker.WARM_UP, 0, 0, Long.MAX_VALUE).encode();

    assertThat(text).hasSize(Marker.LENGTH).matches("~ct:[0-9a-f]{8}w[0-9a-f]{28}~");
  }

  @Test
  void ofAnotherRunIsNotFound() {
    assertThat(Marker.find(frame(new Marker(1, Marker.MEASURED, 0, 0, 0).encode()), 0, RUN))
        .isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "~ct:", "~ct:cafebabe", "no marker at all", "~~~~~~~~~~~~~~~"})
  void isNotFoundWhereThereIsNone(String text) {
    assertThat(Marker.find(frame(text), 0, RUN)).isEqualTo(-1);
  }

  @Test
  void isNotFoundWhenCutShort() {
    String whole = new Marker(RUN, Marker.MEASURED, 1, 2, 3).encode();

    for (int length = 0; length < whole.length(); length++) {
      assertThat(Marker.find(frame(whole.substring(0, length)), 0, RUN)).isEqualTo(-1);
    }
  }

  @Test
  void rejectsFieldsThatDoNotFit() {
    assertThatThrownBy(() -> new Marker(RUN, Marker.MEASURED, 65536, 0, 0))
        .hasMessage("publisher: 65536 (expected: 0..65535)");
    assertThatThrownBy(() -> new Marker(RUN, Marker.MEASURED, 0, -1, 0))
        .hasMessage("sequence: -1 (expected: >= 0)");
  }

  @Test
  void travelsInATextOfTheAskedForLength() {
    Marker marker = new Marker(RUN, Marker.MEASURED, 0, 0, 0);

    assertThat(marker.text(50)).isEqualTo(marker.encode() + "........");
    assertThat(marker.text(0)).isEqualTo(marker.encode());
  }
}
