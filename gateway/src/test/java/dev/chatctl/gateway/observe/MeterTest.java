package dev.chatctl.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeterTest {
  private final AtomicLong now = new AtomicLong(Exchanges.TIME);
  private final Meter meter = new Meter(() -> Instant.ofEpochMilli(now.get()));

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "32768, 1", "32769, 2", "131072, 4"})
  void messagesAreMeteredInStepsOf32Kilobytes(long bytes, long steps) {
    meter.finished(Exchanges.management("POST", 200, bytes));
    assertThat(meter.usage().messages()).isEqualTo(steps);
  }

  @Test
  void anAnswerIsAMessageAndARefusedPostIsNone() {
    meter.finished(Exchanges.message(200, null, 33_000));
    meter.finished(Exchanges.management("POST", 410, 9));
    meter.finished(Exchanges.management("GET", 200, -1));
    assertThat(meter.usage().messages()).isEqualTo(3);
  }

  @Test
  void connectionMinutesAreThoseOfEndedSocketsAndOfOpenOnesUpToNow() {
    meter.opened(Exchanges.CLIENT);
    now.addAndGet(90_000);
    assertThat(meter.usage().connectionMinutes()).isEqualTo(1.5);
    meter.ended(Exchanges.CLIENT, Exchanges.TIME + 120_000);
    now.addAndGet(600_000);
    assertThat(meter.usage().connectionMinutes()).isEqualTo(2);
  }
}
