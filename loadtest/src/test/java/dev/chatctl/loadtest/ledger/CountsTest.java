package dev.chatctl.loadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CountsTest {
  private static final MessageTally.Message MESSAGE = new MessageTally.Message(7, 1, 3, 500);

  private static MessageTally tally(
      MessageTally.Recipients recipients, int duplicates, MessageTally.Arrivals arrivals) {
    return new MessageTally(MESSAGE, false, recipients, duplicates, arrivals);
  }

  private static MessageTally.Arrivals arrivals(long first, long last) {
    return new MessageTally.Arrivals(OptionalLong.of(first), OptionalLong.of(last));
  }

  @Test
  void addsEachCountToItsOwn() {
    Counts one = new Counts(new DeliveryCounts(1, 2, 3, 4), 5, 6);
    Counts more = new Counts(new DeliveryCounts(10, 20, 30, 40), 50, 60);

    assertThat(one.plus(more)).isEqualTo(new Counts(new DeliveryCounts(11, 22, 33, 44), 55, 66));
  }

  @Test
  void takesEachCountFromItsOwn() {
    DeliveryCounts now = new DeliveryCounts(11, 22, 33, 44);

    assertThat(now.minus(new DeliveryCounts(10, 20, 30, 40)))
        .isEqualTo(new DeliveryCounts(1, 2, 3, 4));
    assertThat(now.distinct()).isEqualTo(33);
  }

  @Test
  void addsUpAMessageAtTheRecipientsOfTwoProcesses() {
    MessageTally one = tally(new MessageTally.Recipients(1, 2, 3, 7, 4), 5, arrivals(30, 70));
    MessageTally more =
        tally(new MessageTally.Recipients(10, 20, 30, 70, 40), 50, arrivals(20, 60));

    MessageTally both = one.plus(more);

    assertThat(both)
        .isEqualTo(tally(new MessageTally.Recipients(11, 22, 33, 77, 44), 55, arrivals(20, 70)));
    assertThat(both.recipients().reached()).isEqualTo(33);
    assertThat(both.recipients().all()).isEqualTo(110);
  }

  @Test
  void knowsTheArrivalsOfTheOnlyProcessThatHasAny() {
    MessageTally some = tally(new MessageTally.Recipients(2, 0, 0, 0, 0), 0, arrivals(30, 70));
    MessageTally none =
        tally(new MessageTally.Recipients(0, 0, 1, 0, 0), 0, MessageTally.Arrivals.NONE);

    assertThat(some.plus(none).arrivals()).isEqualTo(arrivals(30, 70));
    assertThat(none.plus(some).arrivals()).isEqualTo(arrivals(30, 70));
    assertThat(none.plus(none).arrivals()).isEqualTo(MessageTally.Arrivals.NONE);
  }

  @Test
  void isUnsentIfOneProcessCouldNotSendIt() {
    MessageTally sent = tally(new MessageTally.Recipients(2, 0, 0, 0, 0), 1, arrivals(30, 70));
    MessageTally unsent = MessageTally.unsent(MESSAGE);

    assertThat(sent.plus(unsent)).isEqualTo(unsent);
    assertThat(unsent.plus(sent)).isEqualTo(unsent);
  }
}
