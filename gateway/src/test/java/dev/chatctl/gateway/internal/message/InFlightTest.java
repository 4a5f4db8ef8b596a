package dev.chatctl.gateway.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is read while messages are in flight. */
class InFlightTest {
  private static final int BYTES = 1_000;

  /** What a message holds: three copies, and what does not grow with it. */
  private static final long COST = 3 * BYTES + 4 * 1024;

  private final EmbeddedConnection first = new EmbeddedConnection();
  private final EmbeddedConnection second = new EmbeddedConnection();
  private final InFlight inFlight = new InFlight(4 * COST);

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @Test
  void whoSendsBeyondTheLimitIsReadAgainOnceHalfOfItIsFree() {
    enter(first, 4);
    assertThat(first.isRead()).as("at the limit").isTrue();
    enter(first, 1);
    assertThat(first.isRead()).as("beyond it").isFalse();
    assertThat(second.isRead()).as("who sent nothing").isTrue();
    for (int left : new int[] {4, 3}) {
      inFlight.left(BYTES);
      assertThat(first.isRead()).as("%d left", left).isFalse();
    }
    inFlight.left(BYTES);
    assertThat(first.isRead()).as("half of it free").isTrue();
  }

  @Test
  void allWhoWaitAreReadAgainWhateverElseTheySent() {
    enter(first, 5);
    enter(second, 2);
    enter(first, 1);
    for (int i = 0; i < 5; i++) {
      inFlight.left(BYTES);
    }
    assertThat(first.isRead()).isFalse();
    assertThat(second.isRead()).isFalse();
    inFlight.left(BYTES);
    assertThat(first.isRead()).isTrue();
    assertThat(second.isRead()).isTrue();
  }

  @Test
  void oneLargeMessageCountsForAllItHolds() {
    inFlight.entered(first.connection, (int) (4 * COST - 4 * 1024) / 3);
    assertThat(first.isRead()).isTrue();
    inFlight.left((int) (4 * COST - 4 * 1024) / 3);
    inFlight.entered(first.connection, (int) (4 * COST - 4 * 1024) / 3 + 1);
    assertThat(first.isRead()).isFalse();
  }

  private void enter(EmbeddedConnection from, int messages) {
    for (int i = 0; i < messages; i++) {
      inFlight.entered(from.connection, BYTES);
    }
  }
}
