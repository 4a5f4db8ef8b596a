package dev.chatctl.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectiveTest {
  @ParameterizedTest
  @CsvSource({
    "lost = 0, 0, true",
    "lost = 0, 1, false",
    "delivery_ratio >= 0.999, 0.999, true",
    "delivery_ratio > 0.999, 0.999, false",
    "time_to_last_ms.p99<500, 499.9, true",
    "time_to_last_ms.p99 < 500, 500, false",
    "time_to_last_ms.p99 <= 500, 500, true",
    "time_to_last_ms.p99 <= 500, 500.1, false",
    "delivery_ratio >= 0.999, 0.998, false",
    "delivery_ratio > 0.999, 1, true",
  })
  void holdsOrNot(String text, double value, boolean holds) {
    Objective objective = Objective.parse(text);

    assertThat(objective.relation().holds(value, objective.bound())).isEqualTo(holds);
  }

  @Test
  void oneALineWithComments() {
    assertThat(
            Objective.parseAll(
                List.of("# release gate", "", "lost = 0 # none", " late<1 ", "cpu >= -0.5")))
        .extracting(Objective::toString)
        .containsExactly("lost = 0", "late < 1", "cpu >= -0.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lost", "lost == 0", "lost = zero", "LOST = 0", "a..b < 1", "< 5"})
  void otherTextIsNamed(String text) {
    assertThatThrownBy(() -> Objective.parse(text))
        .hasMessageStartingWith(text + " (expected: METRIC < VALUE");
  }
}
