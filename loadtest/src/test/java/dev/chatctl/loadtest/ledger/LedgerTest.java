package dev.chatctl.loadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final long START = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final Ledger.Sendings ALL_SENT = (message, due) -> due;

  private final Schedule schedule = Schedule.constant(4, 10, 1, 1);
  private final Ledger ledger = new Ledger(schedule, List.of(0, 1), Duration.ofSeconds(1));
  private final LoopAccount loop = ledger.newLoopAccount();

  private void open(int... recipients) {
    for (int r : recipients) {
      ledger.recipient(r).opened(0);
    }
  }

  private void arrive(int recipient, int sequence, long latencyMillis) {
    long due = START + schedule.offsetNanos(sequence);
    loop.arrived(ledger.recipient(recipient), 0, sequence, due, due + latencyMillis * MILLI);
  }

  private List<MessageTally> tallies(int sent) {
    return ledger.account(START, Long.MAX_VALUE, sent, ALL_SENT).tallies();
  }

  @Test
  void whoSaysSomethingUnechoedIsNotExpectedToHearIt() {
    Ledger talk =
        new Ledger(
            Schedule.constant(4, 10, 2, 1), List.of(0, 1, 2), Set.of(0), Duration.ofSeconds(1));
    LoopAccount loop = talk.newLoopAccount();
    for (ListenerAccount to : talk.recipients()) {
      to.opened(0);
      loop.arrived(to, 0, 0, 0, 5);
    }
    loop.close();

    MessageTally tally = talk.account(0, Long.MAX_VALUE, 1, (message, due) -> due).tallies().get(0);
    assertThat(talk.expected()).isEqualTo(2 + 3 + 2 + 3);
    assertThat(tally.complete()).isTrue();
    assertThat(tally.recipients().all()).isEqualTo(2);
    assertThat(talk.completeNanos(0)).isPresent();
    assertThat(talk.counts().strangers()).isEqualTo(1);
  }

  @Test
  void knowsFirstAndLastArrivalOfEachMessage() {
    open(0, 1);
    arrive(0, 0, 7);
    arrive(1, 0, 3);

    MessageTally first = tallies(1).getFirst();

    assertThat(first.recipients().received()).isEqualTo(2);
    assertThat(first.complete()).isTrue();
    assertThat(first.arrivals().firstNanos()).hasValue(3 * MILLI);
    assertThat(first.arrivals().lastNanos()).hasValue(7 * MILLI);
  }

  @Test
  void believesClocksThatMakeAMessageArriveBeforeItIsDue() {
    open(0, 1);
    arrive(0, 0, -7);
    arrive(1, 0, -3);

    MessageTally first = tallies(1).getFirst();

    assertThat(first.recipients().received()).isEqualTo(2);
    assertThat(first.arrivals().firstNanos()).hasValue(-7 * MILLI);
    assertThat(first.arrivals().lastNanos()).hasValue(-3 * MILLI);
    assertThat(ledger.interval().getMaxValue()).isZero();
  }

  @Test
  void countsASecondArrivalAsDuplicateAndNothingElse() {
    open(0, 1);
    arrive(0, 0, 1);
    arrive(1, 0, 1);
    arrive(1, 0, 500);

    assertThat(ledger.counts()).isEqualTo(new Counts(new DeliveryCounts(2, 0, 1, 0), 0, 0));
    assertThat(tallies(1).getFirst().duplicates()).isEqualTo(1);
    assertThat(tallies(1).getFirst().arrivals().lastNanos()).hasValue(MILLI);
    assertThat(ledger.interval().getTotalCount()).isEqualTo(2);
  }

  @Test
  void countsAFirstArrivalBelowTheHighestSequenceAsReordered() {
    open(0);
    arrive(0, 0, 1);
    arrive(0, 2, 1);
    arrive(0, 1, 200);
    arrive(0, 3, 1);

    assertThat(ledger.counts().deliveries().received()).isEqualTo(4);
    assertThat(ledger.counts().deliveries().reordered()).isEqualTo(1);
  }

  @Test
  void countsAnArrivalAfterTheDeadlineAsLate() {
    open(0, 1);
    arrive(0, 0, 1000);
    arrive(1, 0, 1001);

    MessageTally first = tallies(1).getFirst();
    assertThat(first.recipients().received()).isEqualTo(1);
    assertThat(first.recipients().late()).isEqualTo(1);
    assertThat(first.recipients().lost()).isZero();
    assertThat(first.complete()).isFalse();
  }

  @Test
  void losesWhatIsMissingOfWhoWasCutOffOrNeverCame() {
    open(0);
    arrive(0, 0, 1);
    ledger.recipient(0).closed(START + 150 * MILLI);

    List<MessageTally> tallies = tallies(4);

    assertThat(tallies)
        .extracting(MessageTally::recipients)
        .containsExactly(
            new MessageTally.Recipients(1, 0, 1, 1, 0),
            new MessageTally.Recipients(0, 0, 2, 1, 0),
            new MessageTally.Recipients(0, 0, 2, 2, 0),
            new MessageTally.Recipients(0, 0, 2, 2, 0));
  }

  @Test
  void losesWhatWasSentWhileTheSocketWasOpenHoweverItEnded() {
    open(0, 1);
    arrive(0, 1, 1);
    ledger.recipient(0).left(START + 150 * MILLI);
    ledger.recipient(0).closed(START + 151 * MILLI);

    assertThat(tallies(3))
        .extracting(message -> message.recipients().excused())
        .containsExactly(0, 0, 1);
  }

  @Test
  void asksWhenAMessageWasSentRatherThanWhenItWasDue() {
    open(0, 1);
    ledger.recipient(0).left(START + 50 * MILLI);
    ledger.recipient(0).opened(START + 250 * MILLI);

    Ledger.Sendings late = (message, due) -> message == 0 ? START + 60 * MILLI : due;
    List<MessageTally> tallies = ledger.account(START, Long.MAX_VALUE, 4, late).tallies();

    assertThat(tallies)
        .extracting(message -> message.recipients().excused())
        .containsExactly(1, 1, 1, 0);
  }

  @Test
  void losesWhatALaterMessageOvertookAlsoWhenTheRunWasStopped() {
    open(0, 1);
    arrive(0, 1, 1);

    List<MessageTally> tallies = ledger.account(START, START + 150 * MILLI, 2, ALL_SENT).tallies();

    assertThat(tallies)
        .extracting(MessageTally::recipients)
        .containsExactly(
            new MessageTally.Recipients(0, 0, 1, 0, 1), new MessageTally.Recipients(1, 0, 0, 0, 1));
  }

  @Test
  void countsNothingThatArrivesOnceItIsClosed() {
    open(0, 1);
    arrive(0, 0, 1);
    loop.close();
    arrive(0, 0, 2);
    arrive(1, 0, 1);

    assertThat(ledger.counts()).isEqualTo(new Counts(new DeliveryCounts(1, 0, 0, 0), 0, 0));
    assertThat(ledger.interval().getTotalCount()).isEqualTo(1);
    assertThat(loop.isClosed()).isTrue();
  }

  @Test
  void tellsDeliveriesApartThatAPauseOverlaps() {
    open(0, 1);
    ledger.pauses().beat(START);
    arrive(0, 0, 50);
    ledger.pauses().beat(START + 60 * MILLI);
    ledger.pauses().beat(START + 161 * MILLI);
    arrive(1, 0, 162);
    arrive(0, 1, 62);
    arrive(0, 2, 1);

    assertThat(ledger.interval().getTotalCount()).isEqualTo(4);
    assertThat(ledger.pausedInterval().getTotalCount()).isEqualTo(2);
    assertThat(ledger.pauses().longest()).isEqualTo(Duration.ofMillis(101));
  }

  @Test
  void knowsOfAPauseBeforeItIsTold() {
    open(0, 1);
    ledger.pauses().beat(START);
    arrive(0, 0, 100);
    arrive(1, 0, 101);

    assertThat(ledger.pausedInterval().getTotalCount()).isEqualTo(1);
    assertThat(ledger.pauses().longest()).isZero();
  }

  @Test
  void accountsForEveryPairExactlyOnce() {
    open(0, 1);
    arrive(0, 0, 1);
    arrive(0, 1, 1);
    arrive(0, 2, 2000);
    arrive(1, 3, 1);
    arrive(1, 3, 2);
    ledger.recipient(1).closed(START + 1250 * MILLI);

    for (MessageTally t : tallies(4)) {
      assertThat(t.recipients().all()).isEqualTo(2);
    }
  }

  @Test
  void treatsAMessageNobodyPlannedAsAStranger() {
    open(0);
    loop.arrived(ledger.recipient(0), 0, 4, START, START);
    loop.arrived(ledger.recipient(0), 1, 0, START, START);
    loop.arrived(ledger.recipient(0), 0, -1, START, START);

    assertThat(ledger.counts()).isEqualTo(new Counts(new DeliveryCounts(0, 0, 0, 0), 0, 3));
  }

  @Test
  void expectsAMessageOnlyInItsOwnRoom() {
    Schedule twoRooms = Schedule.constant(2, 10, 2, 2);
    Ledger rooms = new Ledger(twoRooms, List.of(0, 1, 2), Duration.ofSeconds(1));
    rooms.recipients().forEach(recipient -> recipient.opened(0));
    LoopAccount one = rooms.newLoopAccount();

    one.arrived(rooms.recipient(0), 0, 0, START, START);
    one.arrived(rooms.recipient(1), 0, 0, START, START);

    List<MessageTally> tallies = rooms.account(START, Long.MAX_VALUE, 2, ALL_SENT).tallies();
    assertThat(rooms.counts().strangers()).isEqualTo(1);
    assertThat(tallies).extracting(message -> message.recipients().all()).containsExactly(2, 1);
    assertThat(tallies).extracting(message -> message.recipients().lost()).containsExactly(1, 1);
  }

  @Test
  void excusesWhoStillHadTimeWhenTheRunWasStopped() {
    open(0, 1);
    arrive(0, 0, 1);
    arrive(0, 1, 1);

    List<MessageTally> tallies = ledger.account(START, START + 1050 * MILLI, 2, ALL_SENT).tallies();

    assertThat(tallies).extracting(message -> message.recipients().lost()).containsExactly(1, 0);
    assertThat(tallies).extracting(message -> message.recipients().excused()).containsExactly(0, 1);
  }

  @Test
  void expectsNothingOfAMessageThatWasNeverSent() {
    open(0, 1);

    MessageTally unsent =
        ledger
            .account(START, Long.MAX_VALUE, 2, (m, due) -> m == 1 ? Ledger.Sendings.NEVER : due)
            .tallies()
            .get(1);

    assertThat(unsent.unsent()).isTrue();
    assertThat(unsent.recipients().all()).isZero();
    assertThat(unsent.complete()).isFalse();
  }

  @Test
  void excusesTheTimeThatThePlanKeepsItAway() {
    open(0, 1);
    ledger.recipient(1).left(START + 50 * MILLI);
    ledger.recipient(1).closed(START + 60 * MILLI);
    ledger.recipient(1).opened(START + 150 * MILLI);

    assertThat(tallies(4))
        .extracting(message -> message.recipients().excused())
        .containsExactly(0, 1, 0, 0);
    assertThat(ledger.recipient(1).opens()).isEqualTo(2);
  }

  @Test
  void excusesOnlyWhoWasLeftLessThanTheDeadline() {
    open(0, 1);

    List<MessageTally> tallies = ledger.account(START, START + 1000 * MILLI, 2, ALL_SENT).tallies();

    assertThat(tallies).extracting(message -> message.recipients().lost()).containsExactly(2, 0);
  }

  @Test
  void countsEveryKindOfFrameApart() {
    open(0, 1);
    LoopAccount other = ledger.newLoopAccount();
    arrive(0, 1, 1);
    arrive(0, 2, 1);
    arrive(0, 0, 1); // received, reordered
    arrive(0, 3, 5000); // late
    arrive(0, 3, 5000);
    arrive(0, 3, 5000);
    loop.warmedUp();
    loop.warmedUp();
    loop.warmedUp();
    for (int i = 0; i < 5; i++) {
      loop.stranger();
    }
    other.warmedUp();
    other.stranger();

    assertThat(ledger.counts()).isEqualTo(new Counts(new DeliveryCounts(3, 1, 2, 1), 4, 6));
    assertThat(ledger.account(START, Long.MAX_VALUE, 4, ALL_SENT).counts())
        .isEqualTo(ledger.counts());
  }

  @Test
  void addsUpWhatTheEventLoopsSaw() {
    open(0, 1);
    LoopAccount other = ledger.newLoopAccount();
    arrive(0, 0, 7);
    other.arrived(ledger.recipient(1), 0, 0, START, START + 9 * MILLI);

    Ledger.Account account = ledger.account(START, Long.MAX_VALUE, 1, ALL_SENT);

    MessageTally first = account.tallies().getFirst();
    assertThat(first.message()).isEqualTo(new MessageTally.Message(0, 0, 0, START));
    assertThat(first.recipients()).isEqualTo(new MessageTally.Recipients(2, 0, 0, 0, 0));
    assertThat(first.arrivals().firstNanos()).hasValue(7 * MILLI);
    assertThat(first.arrivals().lastNanos()).hasValue(9 * MILLI);
    assertThat(account.curves().of(0))
        .contains(1, Index.atIndex(LatencyBuckets.of(7000)))
        .contains(1, Index.atIndex(LatencyBuckets.of(9000)));
    assertThat(account.recipients()).extracting(ListenerAccount::received).containsExactly(1, 1);
    assertThat(account.recipients())
        .extracting(ListenerAccount::meanLatencyMicros)
        .containsExactly(7000L, 9000L);
  }

  @Test
  void tellsLatenciesSinceTheLastTime() {
    open(0, 1);
    arrive(0, 0, 7);
    arrive(1, 0, 9);

    Histogram first = ledger.interval();
    arrive(0, 1, 11);
    Histogram second = ledger.interval();

    assertThat(first.getMinValue()).isBetween(6990L, 7000L);
    assertThat(first.getMaxValue()).isBetween(9000L, 9010L);
    assertThat(second.getTotalCount()).isEqualTo(1);
    assertThat(second.getMinValue()).isBetween(10_990L, 11_000L);
    assertThat(second.getStartTimeStamp())
        .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
  }

  @Test
  void noticesWhenAMessageHasReachedEverybody() {
    open(0, 1);
    assertThat(ledger.completeNanos(0)).isEmpty();

    arrive(0, 0, 7);
    assertThat(ledger.completeNanos(0)).isEmpty();

    LoopAccount other = ledger.newLoopAccount();
    other.arrived(ledger.recipient(1), 0, 0, START, START + 2000 * MILLI); // late, but there
    assertThat(ledger.completeNanos(0)).hasValue(2000 * MILLI);
    assertThat(ledger.completeNanos(1)).isEmpty();
  }

  @Test
  void neverCompletesAMessageOfAnEmptyRoom() {
    Ledger rooms = new Ledger(Schedule.constant(2, 10, 2, 2), List.of(0), Duration.ofSeconds(1));
    rooms.newLoopAccount();

    assertThat(rooms.completeNanos(1)).isEmpty();
  }

  @Test
  void expectsADeliveryForEachMemberOfAMessagesRoom() {
    Ledger rooms =
        new Ledger(Schedule.constant(5, 10, 2, 2), List.of(0, 1, 2), Duration.ofSeconds(1));

    assertThat(rooms.expected()).isEqualTo(2 + 1 + 2 + 1 + 2);
    assertThat(rooms.expected(1, 4)).isEqualTo(1 + 2 + 1);
    assertThat(rooms.expected(3, 3)).isZero();
  }

  @Test
  void plansNothingBeyondTheLastMessage() {
    Schedule two = Schedule.constant(2, 10, 3, 1);

    assertThat(two.contains(0, 0)).isTrue();
    assertThat(two.contains(1, 0)).isTrue();
    assertThat(two.contains(2, 0)).isFalse();
    assertThat(two.contains(3, 0)).isFalse();
    assertThat(two.contains(-1, 1)).isFalse();
    assertThat(two.contains(0, 1)).isFalse();
  }

  @Test
  void publishersTakeTurns() {
    Schedule three = Schedule.constant(8, 100, 3, 1);

    assertThat(three.message(1, 2)).isEqualTo(7);
    assertThat(three.publisher(7)).isEqualTo(1);
    assertThat(three.sequence(7)).isEqualTo(2);
    assertThat(three.contains(1, 2)).isTrue();
    assertThat(three.contains(2, 2)).isFalse();
    assertThat(three.offsetNanos(7)).isEqualTo(70 * MILLI);
  }
}
