package dev.chatctl.loadtest.report;

import static dev.chatctl.loadtest.RunFixture.UNCUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.DistinctResults;
import dev.chatctl.loadtest.RunFixture;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.ledger.Micros;
import dev.chatctl.loadtest.report.Budget.Allowance;
import dev.chatctl.loadtest.stats.ConnectionStats;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(excusing(3).flaws())
        .containsExactly("3 deliveries missed though the plan takes nobody away");
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

  private static Load.Population rooms(int rooms, Boolean... echo) {
    return new Load.Population(3, rooms, 3, 0, List.of(echo));
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

    assertThat(Expected.deliveries(messages, recipients, rooms(2))).isEqualTo(3);
    assertThat(Expected.deliveries(messages, recipients, rooms(2, true, false))).isEqualTo(2);
    assertThat(Expected.deliveries(messages, recipients, rooms(2, false))).isEqualTo(1);
    assertThat(Expected.deliveries(messages, recipients.subList(1, 3), rooms(2, false)))
        .as("the share of those who do not say the first")
        .isEqualTo(1);
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
    assertThat(excusing(0).flaws()).containsExactly("no delivery was due");
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
  void ratesWhatArrivedOverAsManyIntervalsAsThereAreMessages() {
    run.planned = 2;

    // Ten each, the second due 100 ms after the first, its last arrival 2 ms later.
    Summary summary = Summary.of(run.results(List.of(run.message(0, 0), run.message(1, 0))));

    assertThat(summary.throughput().achieved()).isEqualTo(20 / 0.2);
    assertThat(summary.throughput().offered()).isEqualTo(100);
  }

  @Test
  void ratesWhatArrivedUntilTheLastArrivalWhereThatIsLater() {
    run.planned = 1;
    MessageTally slow =
        new MessageTally(
            new MessageTally.Message(0, 0, 0, 0),
            false,
            new MessageTally.Recipients(10, 0, 0, 0, 0),
            0,
            new MessageTally.Arrivals(OptionalLong.of(1), OptionalLong.of(500_000_000)));

    assertThat(Summary.of(run.results(List.of(slow))).throughput().achieved()).isEqualTo(20);
  }

  private MessageTally flawed(int lost, int late, int duplicates) {
    return new MessageTally(
        new MessageTally.Message(0, 0, 0, 0),
        false,
        new MessageTally.Recipients(1000 - lost - late, late, lost, 0, 0),
        duplicates,
        MessageTally.Arrivals.NONE);
  }

  private List<String> flaws(Budget budget, int lost, int late, int duplicates) {
    run.planned = 1;
    run.clients = 1000;
    return Summary.of(run.results(List.of(flawed(lost, late, duplicates))), budget).flaws();
  }

  @Test
  void forgivesWhatItsBudgetCovers() {
    Budget budget =
        new Budget(
            Allowance.parse("0.3%"),
            Allowance.parse("4"),
            Allowance.parse("0.5 %"),
            Allowance.parse("1%"));
    run.connections = cuts(10);

    assertThat(flaws(budget, 3, 4, 5)).isEmpty();
    assertThat(flaws(budget, 4, 5, 6))
        .containsExactly(
            "4 deliveries lost (allowed: 0.3 %)",
            "5 deliveries late (allowed: 4)", "6 duplicates (allowed: 0.5 %)");
    run.connections = cuts(11);
    assertThat(flaws(budget, 0, 0, 0))
        .containsExactly("11 connections cut that the plan did not end (allowed: 1 %)");
    assertThat(flaws(Budget.NONE, 1, 2, 3))
        .containsExactly(
            "1 deliveries lost",
            "2 deliveries late",
            "3 duplicates",
            "11 connections cut that the plan did not end");
  }

  private static String verdict(Summary summary) {
    String last = SummaryText.of(summary).lines().toList().getLast();
    assertThat(last).startsWith("  verdict        ");
    return last.substring("  verdict        ".length());
  }

  @Test
  void endsWithWhatAllOfItComesTo() {
    assertThat(verdict(excusing(0))).isEqualTo("every delivery arrived, none twice within 5 s");
    run.cpuShare = 0.9;
    assertThat(verdict(excusing(0))).startsWith("NOT VALID: generator CPU: 90 %");
    run.clients = 0;
    assertThat(verdict(excusing(0))).isEqualTo("FAILED: no delivery was due");
    run.stopped = "the server went";
    assertThat(verdict(excusing(0))).isEqualTo("INCOMPLETE: the server went");
  }

  @Test
  void saysWhatItsBudgetHadToCover() {
    run.planned = 1;
    run.clients = 1000;
    Allowance any = Allowance.parse("100%");
    Budget budget = new Budget(any, any, any, any);

    assertThat(verdict(Summary.of(run.results(List.of(flawed(1, 2, 3))), budget)))
        .isEqualTo("within its budget: 1 lost, 2 late, 3 twice within 5 s, 0 connections cut");
    run.connections = cuts(1);
    assertThat(verdict(Summary.of(run.results(List.of(flawed(0, 0, 0))), budget)))
        .isEqualTo("within its budget: 0 lost, 0 late, 0 twice within 5 s, 1 connections cut");
    run.connections = null;
    assertThat(verdict(Summary.of(run.results(List.of(flawed(0, 0, 0))), budget)))
        .startsWith("every delivery arrived");
    // Neither makes up for the other.
    assertThat(verdict(Summary.of(run.results(List.of(flawed(0, 1, 0))), budget)))
        .startsWith("within its budget: 0 lost, 1 late");
    assertThat(verdict(Summary.of(run.results(List.of(flawed(1, 0, 0))), budget)))
        .startsWith("within its budget: 1 lost, 0 late");
  }

  private static ConnectionStats.Snapshot cuts(int unplanned) {
    return new ConnectionStats.Snapshot(
        1000, 0, 0, 1000, Map.of(), Map.of(), new ConnectionStats.Cuts(7, unplanned, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"101%", "-1%", "x", "1.5", "", "5 percent", "99999999999999999999"})
  void aBudgetIsAShareOrANumber(String text) {
    assertThatThrownBy(() -> Allowance.parse(text))
        .hasMessage(text + " (expected: 0%..100%, or a whole number)");
  }

  @Test
  void isNotValidWhenAPauseOverlapsMoreThanOneDeliveryInAHundred() {
    run.longestPauseMillis = 1700;

    assertThat(paused(100, 1).invalidReasons()).isEmpty();
    assertThat(paused(100, 2).invalidReasons())
        .containsExactly(
            "the generator could not run for up to 1,700 ms: 2 of 100 deliveries may be late by"
                + " that (expected: <= 1 %)");
  }

  private Summary paused(int deliveries, int paused) {
    return Summary.of(
        run.results(
            List.of(run.message(0, 0)),
            List.of(),
            Map.of(
                "delivery", List.of(histogram(deliveries)), "paused", List.of(histogram(paused)))));
  }

  @Test
  void isAsLittleToBeBelievedAsTheStepsBeforeIt() {
    Summary spoiled = excusing(0).spoiledBy(List.of("step of 5 listeners: no"));

    assertThat(spoiled.valid()).isFalse();
    assertThat(verdict(spoiled)).isEqualTo("NOT VALID: step of 5 listeners: no");
    assertThat(excusing(0).spoiledBy(List.of()).valid()).isTrue();
  }

  private static Histogram histogram(int count) {
    Histogram micros = Micros.histogram();
    micros.recordValueWithCount(1000, count);
    return micros;
  }

  @Test
  void namesTheMetricsWithoutData() {
    assertThat(Summary.of(run.results(List.of())).noData())
        .containsExactly(
            "delivery_ms", "time_to_first_ms", "time_to_last_ms", "send_lag_ms", "connect_ms");
  }

  @Test
  void knowsEveryNumberAndTruthOfItsDocument() {
    ObjectNode json = SummaryJson.toJson(Summary.of(DistinctResults.merged()));
    Set<String> names = new TreeSet<>();
    collect(json, "", names);

    assertThat(SummaryJson.names()).containsAll(names);
    assertThat(SummaryJson.names().stream().filter(name -> !name.endsWith(".beyond")))
        .isSubsetOf(names);
  }

  private static void collect(JsonNode node, String path, Set<String> names) {
    node.properties()
        .forEach(
            field -> {
              String name = path + field.getKey();
              if (field.getValue().isNumber() || field.getValue().isBoolean()) {
                names.add(name);
              } else if (!Set.of("errors", "environment").contains(name)
                  && !name.matches("connections\\.(failures|closes)|cuts\\.by_reason")) {
                collect(field.getValue(), name + ".", names);
              }
            });
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
