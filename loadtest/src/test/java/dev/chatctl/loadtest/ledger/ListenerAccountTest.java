package dev.chatctl.loadtest.ledger;

import static dev.chatctl.loadtest.ledger.Receipt.DUPLICATE;
import static dev.chatctl.loadtest.ledger.Receipt.IN_ORDER;
import static dev.chatctl.loadtest.ledger.Receipt.REORDERED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListenerAccountTest {
  /** Publishers 1, 3 and 5 publish to the second room. */
  private final ListenerAccount listener =
      new ListenerAccount(5, true, Schedule.constant(600, 10, 6, 2));

  @Test
  void knowsItsNumberAndRoom() {
    assertThat(listener.index()).isEqualTo(5);
    assertThat(listener.room()).isEqualTo(1);
  }

  @Test
  void keepsTheOrderOfEachPublisherApart() {
    assertThat(listener.accept(1, 0, 10)).isEqualTo(IN_ORDER);
    assertThat(listener.accept(1, 5, 10)).isEqualTo(IN_ORDER);
    assertThat(listener.accept(3, 2, 10)).isEqualTo(IN_ORDER);
    assertThat(listener.accept(5, 0, 10)).isEqualTo(IN_ORDER);
    assertThat(listener.accept(3, 1, 10)).isEqualTo(REORDERED);
    assertThat(listener.accept(5, 99, 10)).isEqualTo(IN_ORDER);
    assertThat(listener.accept(1, 6, 10)).isEqualTo(IN_ORDER);
  }

  @Test
  void knowsEachMessageItHasSeen() {
    listener.accept(1, 10, 10); // number 61, of the first 64
    listener.accept(5, 10, 10); // number 65, whose bit is that of number 1
    listener.accept(5, 99, 10); // the last

    assertThat(listener.hasSeen(61)).isTrue();
    assertThat(listener.hasSeen(65)).isTrue();
    assertThat(listener.hasSeen(599)).isTrue();
    assertThat(listener.hasSeen(1)).isFalse();
    assertThat(listener.hasSeen(63)).isFalse();
    assertThat(listener.accept(1, 0, 10)).isEqualTo(REORDERED);
    assertThat(listener.accept(5, 10, 10)).isEqualTo(DUPLICATE);
  }

  @Test
  void countsDistinctMessagesAndTheirMeanLatency() {
    assertThat(listener.meanLatencyMicros()).isZero();

    listener.accept(1, 0, 100);
    listener.accept(1, 1, 401);
    listener.accept(1, 1, 9000);

    assertThat(listener.received()).isEqualTo(2);
    assertThat(listener.meanLatencyMicros()).isEqualTo(250);
  }

  @Test
  void isConnectedFromWhenASocketOpensUntilJustBeforeItCloses() {
    listener.opened(100);
    listener.closed(200);
    listener.opened(300);

    assertThat(listener.wasConnected(99)).isFalse();
    assertThat(listener.wasConnected(100)).isTrue();
    assertThat(listener.wasConnected(199)).isTrue();
    assertThat(listener.wasConnected(200)).isFalse();
    assertThat(listener.wasConnected(299)).isFalse();
    assertThat(listener.wasConnected(300)).isTrue();
    assertThat(listener.wasConnected(Long.MAX_VALUE)).isTrue();
  }

  @Test
  void isOnLeaveFromWhenThePlanTakesItAwayUntilItHasASocketAgain() {
    listener.opened(100);
    listener.left(190);
    listener.closed(200);

    assertThat(listener.wasOnLeave(189)).isFalse();
    assertThat(listener.wasOnLeave(190)).isTrue();
    assertThat(listener.wasOnLeave(Long.MAX_VALUE)).isTrue();

    listener.opened(300);
    assertThat(listener.wasOnLeave(299)).isTrue();
    assertThat(listener.wasOnLeave(300)).isFalse();

    listener.closed(400);
    assertThat(listener.wasOnLeave(450)).isFalse();
  }

  @Test
  void knowsWhetherALaterMessageOfTheSamePublisherCame() {
    listener.accept(3, 4, 10);

    assertThat(listener.hasSeenBeyond(3 + 3 * 6)).isTrue();
    assertThat(listener.hasSeenBeyond(3 + 4 * 6)).isFalse();
    assertThat(listener.hasSeenBeyond(1 + 3 * 6)).isFalse();
  }

  @Test
  void remembersAnyNumberOfSockets() {
    for (long socket = 0; socket < 9; socket++) {
      listener.opened(socket * 100);
      listener.opened(socket * 100 + 10);
      listener.closed(socket * 100 + 50);
      listener.closed(socket * 100 + 60);
    }

    assertThat(listener.opens()).isEqualTo(9);
    for (long socket = 0; socket < 9; socket++) {
      assertThat(listener.wasConnected(socket * 100)).isTrue();
      assertThat(listener.wasConnected(socket * 100 + 50)).isFalse();
    }
  }
}
