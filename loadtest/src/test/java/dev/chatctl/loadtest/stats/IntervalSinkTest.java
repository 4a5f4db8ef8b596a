package dev.chatctl.loadtest.stats;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class IntervalSinkTest {
  @Test
  void itsFailureIsNoneOfTheMeasurement() {
    IntervalSink failing =
        IntervalSink.tolerating(
            (tag, interval) -> {
              throw new IllegalArgumentException("no such place");
            });

    assertThatCode(() -> failing.accept("delivery", new Histogram(3))).doesNotThrowAnyException();
  }
}
