package dev.chatctl.loadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadShapeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5:30s | 150 | 5",
        "5:30 | 150 | 5",
        "2:1m | 120 | 2",
        "1:3h | 10800 | 1",
        "0.5:4s | 2 | 0.5",
        "100:250ms | 25 | 100",
        "5:30s, 20:1m,5:30s | 1500 | 12.5",
      })
  void saysHowManyAndHowFast(String text, int messages, double meanRate) {
    LoadShape shape = LoadShape.parse(text);

    assertThat(shape.messages()).isEqualTo(messages);
    assertThat(shape.meanRate()).isEqualTo(meanRate);
  }

  @Test
  void hasAtMostAsManyMessagesAsCanBeNumbered() {
    assertThat(LoadShape.parse("10000:800000h,1:1s").messages()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void isOneScheduleStepAfterStep() {
    Schedule schedule = Schedule.shaped(LoadShape.parse("2:1s,4:1s"), 1, 1);

    assertThat(schedule.messages()).isEqualTo(6);
    assertThat(schedule.offsetNanos(1)).isEqualTo(500_000_000);
    assertThat(schedule.offsetNanos(2)).isEqualTo(1_000_000_000);
    assertThat(schedule.offsetNanos(3)).isEqualTo(1_250_000_000);
    assertThat(schedule.length()).isEqualTo(Duration.ofMillis(1750));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5:", ":5", "0:5s", "5:5y", "5:5s,", "-1:5s"})
  void otherTextIsNamed(String text) {
    assertThatThrownBy(() -> LoadShape.parse(text))
        .hasMessage("shape: " + text + " (expected: RATE:DURATION,... as in 5:30s,20:1m)");
  }
}
