package dev.chatctl.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123Z");

  @Test
  void theSameMessageHasTheSameIdAndAnotherAnother() {
    assertThat(MessageIds.of(NOON, "a=/m1"))
        .isEqualTo(MessageIds.of(NOON, "a=/m1"))
        .isNotEqualTo(MessageIds.of(NOON, "a=/m2"))
        .hasSize(26);
  }

  @Test
  void theOrderOfIdsIsTheOrderOfTime() {
    String earlier = MessageIds.of(NOON, "z");
    String later = MessageIds.of(NOON.plusMillis(1), "a");
    assertThat(earlier).isLessThan(later);
    assertThat(MessageIds.timeOf(later)).isEqualTo(NOON.plusMillis(1));
  }

  @Test
  void ofTwoTicksOfAMillisecondTheLaterIsGreater() {
    long tick = Ticks.of(NOON);
    assertThat(MessageIds.of(tick, "z")).isLessThan(MessageIds.of(tick + 1, "a"));
    assertThat(MessageIds.tickOf(MessageIds.of(tick + 1, "a"))).isEqualTo(tick + 1);
    assertThat(MessageIds.of(tick + 1023, "z")).isLessThan(MessageIds.of(tick + 1024, "a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "01J", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "01ARZ3NDEKTSV4RRFFQ69G5FAU"})
  void whatIsNoIdIsNotTakenForOne(String text) {
    assertThat(MessageIds.isId(text)).isFalse();
    assertThatThrownBy(() -> MessageIds.timeOf(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isTheTimeAndADigestInCrockfordsBase32() {
    assertThat(MessageIds.of(NOON, "a=/m1")).startsWith("01M7WD7TKV00");
    assertThat(MessageIds.of(NOON.plusNanos(999_999), "a=/m1")).startsWith("01M7WD7TKVZZ");
    assertThat(MessageIds.isId("7ZZZZZZZZZZZZZZZZZZZZZZZZZ")).isTrue();
    assertThat(MessageIds.isId("7ZZZZZZZZZ")).isFalse();
  }
}
