package dev.chatctl.loadtest.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever sound chats do is clean; one thing changed in what they did is found. */
class JudgementTest {
  private static final int CLIENTS = 4;
  private static final int STEPS = 150;

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aSoundChatIsClean(long seed) {
    ModelChat chat = new ModelChat(seed, CLIENTS, STEPS);

    assertThat(Judgement.of(chat.history()).violations()).isEmpty();
    assertThat(chat.sendings).hasSizeGreaterThan(20);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
            change("lost", chat -> chat.rows.remove(row(chat, acked(chat)))),
            change("doubled", chat -> chat.rows.add(row(chat, acked(chat)))),
            change("doubled", chat -> chat.rows.add(copy(row(chat, acked(chat))))),
            change("renamed", chat -> chat.sendings.add(again(acked(chat), "another"))),
            change("mixed_up", JudgementTest::exchange),
            change("invented", chat -> chat.hearings.add(invented(chat))),
            change("untold", chat -> chat.hearings.remove(hearing(chat))),
            change("told_twice", chat -> chat.hearings.add(hearing(chat))),
            change("resume_gap", chat -> shorten(chat, Reading.Kind.RESUME)),
            change("page_gap", chat -> shorten(chat, Reading.Kind.BACK)),
            change("page_disorder", JudgementTest::swapInPage),
            change("not_recovered", JudgementTest::giveUp),
            change("unfinished", chat -> breakOff(chat, Reading.Kind.RESUME)),
            change("unfinished", chat -> breakOff(chat, Reading.Kind.BACK)),
            change("missed", JudgementTest::forget),
            change("two_places", JudgementTest::move),
            change("swapped", JudgementTest::swap),
            change("row_missing", chat -> stayOpen(chat, 9)))
        .flatMap(
            change ->
                LongStream.range(0, 5).mapToObj(seed -> Arguments.of(change.kind(), seed, change)));
  }

  /** A change of what a chat did, and what it is. */
  record Change(String kind, Consumer<ModelChat> make) {
    @Override
    public String toString() {
      return kind;
    }
  }

  private static Change change(String kind, Consumer<ModelChat> make) {
    return new Change(kind, make);
  }

  @ParameterizedTest(name = "{0} of seed {1}")
  @MethodSource("changes")
  void oneChangeIsFoundAndProvenByFewEvents(String kind, long seed, Change change) {
    ModelChat chat = new ModelChat(seed, CLIENTS, STEPS);
    change.make().accept(chat);

    Judgement judgement = Judgement.of(chat.history());

    assertThat(judgement.counts()).containsKey(kind);
    assertThat(judgement.violations())
        .allSatisfy(violation -> assertThat(violation.history()).hasSizeBetween(1, 7))
        .allSatisfy(
            violation ->
                assertThat(violation.history().stream().map(Entry::at).toList()).isSorted());
  }

  private static Sending acked(ModelChat chat) {
    List<Sending> acked =
        chat.sendings.stream().filter(sending -> sending.ack().isPresent()).toList();
    return acked.get(new SplittableRandom(chat.sendings.size()).nextInt(acked.size() / 2));
  }

  private static Facts.Stored row(ModelChat chat, Sending sending) {
    String id = sending.ack().orElseThrow().id();
    return chat.rows.stream()
        .filter(row -> row.message().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Facts.Stored copy(Facts.Stored row) {
    Seen seen = row.message();
    return new Facts.Stored(
        row.room(),
        new Seen(
            seen.id() + "0", seen.sequence() + 1, seen.author(), seen.clientId(), seen.text()));
  }

  private static Sending again(Sending first, String id) {
    Span later = new Span(first.span().to() + 1, first.span().to() + 2);
    return new Sending(
        first.socket(),
        first.author(),
        first.room(),
        first.clientId(),
        first.text(),
        later,
        Outcome.OK,
        Optional.of(new Sending.Ack(id, 1, true)));
  }

  /** Acknowledges one with the id of somebody else's. */
  private static boolean exchange(ModelChat chat) {
    Sending one = acked(chat);
    Sending other =
        chat.sendings.stream()
            .filter(sending -> sending.ack().isPresent() && !sending.author().equals(one.author()))
            .findFirst()
            .orElseThrow();
    chat.sendings.remove(other);
    chat.sendings.remove(one);
    return chat.sendings.add(
            new Sending(
                one.socket(),
                one.author(),
                one.room(),
                one.clientId(),
                one.text(),
                one.span(),
                Outcome.OK,
                other.ack()))
        && chat.sendings.add(withoutAck(other));
  }

  private static Sending withoutAck(Sending sending) {
    return new Sending(
        sending.socket(),
        sending.author(),
        sending.room(),
        sending.clientId(),
        sending.text(),
        sending.span(),
        Outcome.UNKNOWN,
        Optional.empty());
  }

  private static Hearing hearing(ModelChat chat) {
    String id = acked(chat).ack().orElseThrow().id();
    return chat.hearings.stream()
        .filter(hearing -> hearing.message().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Hearing invented(ModelChat chat) {
    return new Hearing(
        chat.stays.getFirst().socket(), 1, new Seen("z", 1, "u0", "9999", "nobody said"));
  }

  private static boolean shorten(ModelChat chat, Reading.Kind kind) {
    Reading reading = last(chat, kind);
    // A position from before all of them was given out.
    return replace(chat, sinceTheBeginning(reading), List.of(), true);
  }

  private static Reading last(ModelChat chat, Reading.Kind kind) {
    return chat.readings.stream()
        .filter(reading -> reading.kind() == kind)
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  private static Reading sinceTheBeginning(Reading reading) {
    return new Reading(
        reading.socket(),
        reading.room(),
        reading.kind(),
        0,
        reading.span(),
        reading.messages(),
        true,
        true);
  }

  private static boolean replace(
      ModelChat chat, Reading reading, List<Seen> messages, boolean recovered) {
    chat.readings.removeIf(
        other ->
            other.kind() == reading.kind()
                && other.span().equals(reading.span())
                && other.socket().equals(reading.socket()));
    return chat.readings.add(
        new Reading(
            reading.socket(),
            reading.room(),
            reading.kind(),
            reading.since(),
            reading.span(),
            messages,
            true,
            recovered));
  }

  private static boolean swapInPage(ModelChat chat) {
    Reading reading = last(chat, Reading.Kind.BACK);
    return replace(chat, reading, reading.messages().reversed(), true);
  }

  private static boolean breakOff(ModelChat chat, Reading.Kind kind) {
    Reading last = last(chat, kind);
    chat.readings.remove(last);
    return chat.readings.add(
        new Reading(
            last.socket(),
            last.room(),
            kind,
            last.since(),
            last.span(),
            last.messages(),
            false,
            last.recovered()));
  }

  private static boolean giveUp(ModelChat chat) {
    Reading reading = last(chat, Reading.Kind.RESUME);
    return replace(chat, reading, reading.messages(), false);
  }

  /**
   * One client never sees a message, live or on resuming; it would if it read all of the history.
   */
  private static boolean forget(ModelChat chat) {
    String id = acked(chat).ack().orElseThrow().id();
    String socket = chat.stays.getFirst().socket();
    chat.hearings.removeIf(
        hearing -> hearing.socket().equals(socket) && hearing.message().id().equals(id));
    for (Reading reading : List.copyOf(chat.readings)) {
      if (reading.socket().equals(socket) && reading.kind() != Reading.Kind.BACK) {
        replace(
            chat,
            reading,
            reading.messages().stream().filter(seen -> !seen.id().equals(id)).toList(),
            true);
      }
    }
    return true;
  }

  private static boolean move(ModelChat chat) {
    Hearing hearing = hearing(chat);
    Seen seen = hearing.message();
    chat.hearings.remove(hearing);
    return chat.hearings.add(
        new Hearing(
            hearing.socket(),
            hearing.at(),
            new Seen(seen.id(), seen.sequence() - 1, seen.author(), seen.clientId(), seen.text())));
  }

  /** A message that was sent after another's answer, and has an earlier place. */
  private static boolean swap(ModelChat chat) {
    Sending first = acked(chat);
    Sending second =
        new Sending(
            first.socket(),
            first.author(),
            first.room(),
            "second",
            "says second",
            new Span(first.span().to() + 1, first.span().to() + 2),
            Outcome.OK,
            Optional.of(
                new Sending.Ack("earlier", first.ack().orElseThrow().sequence() - 1, false)));
    return chat.sendings.add(second);
  }

  /** A client that is connected, and listed nowhere. */
  private static boolean stayOpen(ModelChat chat, int client) {
    return chat.stays.add(
        new Stay("c" + client + "/1", "u" + client, "elsewhere", new Span(0, Span.OPEN)));
  }
}
