package dev.chatctl.loadtest.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SocketUsageTest {
  private static final long MINUTE = 60_000_000_000L;

  private final SocketUsage usage = new SocketUsage();

  @Test
  void countsFramesInStepsOf32Kilobytes() {
    usage.sent(1);
    usage.sent(32 * 1024);
    usage.sent(32 * 1024 + 1);
    usage.received(100_000);
    usage.received(0);

    assertThat(usage.total(0)).isEqualTo(new SocketUsage.Total(0, 3, 1 + 1 + 2 + 4 + 1, 0));
  }

  @Test
  void countsTheTimeOfSocketsThatAreGoneAndOfThoseThatAreNot() {
    usage.opened(-MINUTE);
    usage.opened(0);
    usage.closed(-MINUTE, 2 * MINUTE);

    assertThat(usage.total(5 * MINUTE)).isEqualTo(new SocketUsage.Total(2, 0, 0, 3 + 5));
    assertThat(usage.total(MINUTE).plus(usage.total(MINUTE)))
        .isEqualTo(new SocketUsage.Total(4, 0, 0, 8));
  }
}
