package dev.chatctl.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.loadtest.RunFixture;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.ledger.Micros;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ValidityTest {
  private static final int MESSAGES = 200;

  private final RunFixture run = new RunFixture();

  private static Histogram millis(int... millis) {
    Histogram micros = Micros.histogram();
    IntStream.of(millis).forEach(value -> micros.recordValue(value * 1000L));
    return micros;
  }

  /** Of 200 messages whose deliveries took so long, written so late. */
  private Summary summary(int delivery, int... lags) {
    run.planned = MESSAGES;
    List<MessageTally> messages =
        IntStream.range(0, MESSAGES).mapToObj(m -> run.message(m, 0)).toList();
    return Summary.of(
        run.results(
            messages,
            List.of(),
            Map.of("delivery", List.of(millis(delivery)), "sendlag", List.of(millis(lags)))));
  }

  @Test
  void allowsOneMessageInAHundredToLag() {
    assertThat(summary(1, 6, 7, 1, 1).valid()).isTrue();

    Summary late = summary(1, 6, 7, 8, 1);
    assertThat(late.valid()).isFalse();
    assertThat(late.invalidReasons())
        .containsExactly(
            "3 of 200 messages sent more than 5.0 ms behind schedule (expected: <= 2)");
  }

  @Test
  void allowsALagOfATenthOfWhatWasMeasured() {
    assertThat(summary(100, 7, 8, 9, 9).valid()).isTrue();

    assertThat(summary(100, 11, 12, 13, 14).invalidReasons())
        .singleElement()
        .asString()
        .startsWith("4 of 200 messages sent more than 10.0 ms behind");
  }

  @Test
  void allowsFourFifthsOfTheMachine() {
    run.cpuShare = 0.8;
    assertThat(summary(1).valid()).isTrue();

    run.cpuShare = 0.81;
    assertThat(summary(1).invalidReasons())
        .containsExactly("generator CPU: 81 % (expected: <= 80 %)");
  }

  @Test
  void allowsClocksToBeAMillisecondApartOrATenthOfWhatWasMeasured() {
    run.clockOffsetMillis = 1;
    assertThat(summary(1).valid()).isTrue();
    run.clockOffsetMillis = 1.5;
    assertThat(summary(1).invalidReasons()).containsExactly("clocks of the shards: 1.5 ms apart");

    run.clockOffsetMillis = 9;
    assertThat(summary(100).valid()).isTrue();
    run.clockOffsetMillis = 11;
    assertThat(summary(100).valid()).isFalse();
  }

  @Test
  void isNoneWhereNothingWasMeasured() {
    assertThat(Summary.of(run.results(List.of())).invalidReasons())
        .containsExactly("nothing was measured");
  }
}
