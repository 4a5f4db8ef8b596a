package dev.chatctl.loadtest.report;

import static dev.chatctl.loadtest.RunFixture.UNCUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.loadtest.RunFixture;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.stats.ConnectionStats;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private final RunFixture run = new RunFixture();

  private Summary excusing(int excused) {
    run.planned = 1;
    return Summary.of(run.results(List.of(run.message(0, excused))));
  }

  @Test
  void findsNoFlawWhenEverythingArrivedOnce() {
    assertThat(excusing(0).flaws()).isEmpty();
    assertThat(excusing(0).flawless()).isTrue();
  }

  @Test
  void countsWhoWasAwayAsMissingWhereNobodyIsMeantToBe() {
    assertThat(excusing(3).deliveryRatio()).isEqualTo(0.7);
    assertThat(excusing(3).flaws()).containsExactly("3 deliveries missing, 0 duplicates");
  }

  @Test
  void excusesWhoWasAwayWherePeopleAreCutOffOnPurpose() {
    run.reconnects = true;

    assertThat(excusing(3).deliveryRatio()).isEqualTo(1);
    assertThat(excusing(3).flawless()).isTrue();
  }

  @Test
  void missesWhoDidNotComeBack() {
    run.reconnects = true;
    run.connections = new ConnectionStats.Snapshot(10, 5, 0, 8, Map.of(), Map.of(), UNCUT);

    assertThat(excusing(3).flaws()).containsExactly("2 listeners did not come back");
  }

  @Test
  void tellsOfListenersThatCouldNotConnectAndQuestionsWithoutAnswer() {
    run.connections =
        new ConnectionStats.Snapshot(8, 0, 2, 8, Map.of("HTTP 429", 2L), Map.of(), UNCUT);
    run.unanswered = 4;

    assertThat(excusing(0).flaws())
        .containsExactly("2 listeners could not connect", "4 history requests unanswered");
  }

  @Test
  void missesAnAnswerToAnyReader() {
    run.readers = 2;

    assertThat(excusing(0).flaws()).containsExactly("no history request was answered");
  }

  @Test
  void addsUpOnlyWhenBothSidesOfTheAccountAgree() {
    assertThat(excusing(0).addsUp()).isTrue();

    run.expected = 11;
    assertThat(excusing(0).addsUp()).isFalse();
  }

  @Test
  void expectsWhatRoomsAndMessagesSayWhateverArrived() {
    List<RecipientRow> recipients =
        List.of(
            new RecipientRow(0, 0, 0, 0, 1),
            new RecipientRow(1, 1, 0, 0, 1),
            new RecipientRow(2, 0, 0, 0, 1));
    run.publishers = 2;
    run.clients = 7;
    List<MessageTally> messages =
        List.of(
            run.message(0, 0),
            run.message(1, 0),
            MessageTally.unsent(new MessageTally.Message(2, 0, 1, 0)));

    assertThat(Expected.deliveries(messages, recipients, 2)).isEqualTo(3);
  }

  @Test
  void findsNoFlawInListenersThatStayedAway() {
    run.connections = new ConnectionStats.Snapshot(10, 5, 0, 8, Map.of(), Map.of(), UNCUT);

    assertThat(excusing(0).flaws()).isEmpty();
  }

  @Test
  void findsAFlawInARunThatDeliveredNothing() {
    run.clients = 0;

    assertThat(excusing(0).deliveryRatio()).isZero();
    assertThat(excusing(0).flaws()).containsExactly("0 deliveries missing, 0 duplicates");
  }

  @Test
  void tellsOfMessagesThatWereNeverSent() {
    run.planned = 2;
    run.expected = 10;

    Summary summary =
        Summary.of(
            run.results(
                List.of(
                    run.message(0, 0),
                    MessageTally.unsent(new MessageTally.Message(1, 0, 1, 100_000_000)))));

    assertThat(summary.messages().sent()).isEqualTo(1);
    assertThat(summary.flaws()).containsExactly("1 messages could not be sent");
  }

  @Test
  void ratesWhatArrivedFromTheFirstMessageDueToTheLastArrival() {
    run.planned = 2;

    // Ten each, the second due 100 ms after the first, its last arrival 2 ms later.
    Summary summary = Summary.of(run.results(List.of(run.message(0, 0), run.message(1, 0))));

    assertThat(summary.throughput().achieved()).isEqualTo(20 / 0.102);
    assertThat(summary.throughput().offered()).isEqualTo(100);
  }

  @Test
  void ratesNothingWhereNothingArrived() {
    assertThat(Summary.of(run.results(List.of())).throughput())
        .isEqualTo(new Summary.Throughput(0, 0));
  }

  @Test
  void isNotValidWhenTheGeneratorUsedUpTheMachine() {
    run.cpuShare = 0.9;

    assertThat(excusing(0).invalidReasons())
        .containsExactly("generator CPU: 90 % (expected: <= 80 %)");
  }

  @Test
  void isNotValidWhenTheShardsClocksAreApart() {
    run.clockOffsetMillis = 7;

    assertThat(excusing(0).invalidReasons()).containsExactly("clocks of the shards: 7.0 ms apart");
  }
}
