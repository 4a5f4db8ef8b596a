package dev.chatctl.loadtest.injector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeLimiterTest {
  private final AtomicInteger started = new AtomicInteger();

  @ParameterizedTest
  @CsvSource({"1, 1", "10, 10", "16, 16", "200, 16"})
  void startsNarrow(int most, int first) {
    queue(new HandshakeLimiter(most), 500);

    assertThat(started).hasValue(first);
  }

  @Test
  void everyEndLetsTwoInUntilTheGateIsWideOpen() {
    var gate = new HandshakeLimiter(20);
    queue(gate, 500);

    gate.leave();
    assertThat(started).hasValue(18);
    leave(gate, 3);
    assertThat(started).hasValue(24);
    leave(gate, 10);
    assertThat(started).as("one for one").hasValue(34);
  }

  @Test
  void letsEverybodyInAndNobodyTwice() {
    var gate = new HandshakeLimiter(7);
    queue(gate, 40);
    leave(gate, 40);

    assertThat(started).hasValue(40);
    queue(gate, 10);
    assertThat(started).as("all have left, so the gate is free").hasValue(47);
  }

  private void queue(HandshakeLimiter gate, int handshakes) {
    for (int i = 0; i < handshakes; i++) {
      gate.enter(started::incrementAndGet);
    }
  }

  private static void leave(HandshakeLimiter gate, int times) {
    for (int i = 0; i < times; i++) {
      gate.leave();
    }
  }
}
