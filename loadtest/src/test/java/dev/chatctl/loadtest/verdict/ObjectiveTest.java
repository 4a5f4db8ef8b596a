package dev.chatctl.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectiveTest {
  private static final Set<String> KNOWN =
      Set.of(
          "lost",
          "late",
          "cpu",
          "valid",
          "delivery_ratio",
          "lingered_s",
          "time_to_last_ms.p99",
          "time_to_last_ms.p99_9",
          "time_to_last_ms.count");

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
    Objective objective = Objective.parse(text, KNOWN);

    assertThat(objective.relation().holds(value, objective.bound())).isEqualTo(holds);
  }

  @Test
  void oneALineWithComments() {
    assertThat(
            Objective.parseAll(
                List.of("# release gate", "", "lost = 0 # none", " late<1 ", "cpu >= -0.5"), KNOWN))
        .extracting(Objective::toString)
        .containsExactly("lost = 0", "late < 1", "cpu >= -0.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "# lost = 0"})
  void noneIsNotWhatWasMeant(String text) {
    assertThatThrownBy(() -> Objective.parseAll(List.of(text), KNOWN))
        .hasMessage("\"" + text + "\" (expected: METRIC < VALUE, not nothing)");
  }

  @Test
  void aTimeIsAskedForByOneOfItsNumbers() {
    assertThatThrownBy(() -> Objective.parse("time_to_last_ms < 500", KNOWN))
        .hasMessageContaining("did you mean time_to_last_ms.p99?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lost", "lost == 0", "lost = zero", "LOST = 0", "a..b < 1", "< 5"})
  void otherTextIsNamed(String text) {
    assertThatThrownBy(() -> Objective.parse(text, KNOWN))
        .hasMessageStartingWith(text + " (expected: METRIC < VALUE");
  }

  @ParameterizedTest
  @CsvSource({
    "time_to_last_ms.p99 < 500ms, time_to_last_ms.p99 < 500",
    "time_to_last_ms.p99 < 0.7 s, time_to_last_ms.p99 < 700",
    "time_to_last_ms.p99 < 900us, time_to_last_ms.p99 < 0.9",
    "time_to_last_ms.p99.9 < 1s, time_to_last_ms.p99_9 < 1000",
    "delivery_ratio >= 99.9%, delivery_ratio >= 0.999",
    "lingered_s >= 5s, lingered_s >= 5",
    "valid = true, valid = 1",
    "valid = false, valid = 0",
    "errors.too_long.count = 0, errors.too_long.count = 0",
    "errors.E-42.count = 0, errors.E-42.count = 0",
  })
  void areReadAsPeopleWriteThem(String text, String read) {
    assertThat(Objective.parse(text, KNOWN)).hasToString(read);
  }

  @ParameterizedTest
  @CsvSource({
    "deliver_ratio > 0.9, did you mean delivery_ratio?",
    "nothing_like_it > 1, docs/loadtest.md",
    "lost < 5ms, 'expected: no unit)'",
    "time_to_last_ms.count > 1s, 'expected: no unit)'",
    "time_to_last_ms.p99 < 1h, 'expected: no unit, or ms, s, us)'",
    "delivery_ratio > 1s, 'expected: no unit, or %)'",
  })
  void areRefusedWithTheRule(String text, String rule) {
    assertThatThrownBy(() -> Objective.parse(text, KNOWN))
        .hasMessageStartingWith(text)
        .hasMessageContaining(rule);
  }

  @Test
  void areMissedWhereThereIsNoData() throws IOException {
    var summary =
        new ObjectMapper()
            .readTree(
                """
                {"valid": true, "late": 3, "time_to_last_ms": {"p99": null}}\
                """);

    assertThat(Objective.parse("time_to_last_ms.p99 < 5", KNOWN).judge(summary))
        .isEqualTo(new Verdict.Check("time_to_last_ms.p99 < 5", false, "no data"));
    assertThat(Objective.parse("lost = 0", KNOWN).judge(summary))
        .isEqualTo(new Verdict.Check("lost = 0", false, "no data"));
    assertThat(Objective.parse("valid = true", KNOWN).judge(summary))
        .isEqualTo(new Verdict.Check("valid = 1", true, "true"));
    assertThat(Objective.parse("valid = false", KNOWN).judge(summary).passed()).isFalse();
    assertThat(Objective.parse("late > 2", KNOWN).judge(summary))
        .isEqualTo(new Verdict.Check("late > 2", true, "3"));
    assertThat(Objective.parse("errors.too_long.count < 1", KNOWN).judge(summary))
        .isEqualTo(new Verdict.Check("errors.too_long.count < 1", true, "0"));
  }
}
