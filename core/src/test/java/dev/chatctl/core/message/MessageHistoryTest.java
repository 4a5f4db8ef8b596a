package dev.chatctl.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.testing.TestTables;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is stored once, however often it is sent. */
class MessageHistoryTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123Z");
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final TestTables tables = new TestTables();
  private final MessageHistory history =
      new MessageHistory(tables.tables(), tables.name("message_history"));

  @Test
  void aMessageIsReadAsItWasStored() {
    for (Message message :
        new Message[] {message("m1", Optional.empty()), message("m2", Optional.of("7"))}) {
      StoredMessage stored = history.store(message, 0, key(message)).join();
      assertThat(stored).isEqualTo(new StoredMessage(message.id(), 0, true));
      assertThat(history.read("lobby", stored).join()).contains(message);
      assertThat(history.read("other", stored).join()).isEmpty();
    }
    var none = new StoredMessage(MessageIds.of(NOON, "none"), 0, true);
    assertThat(history.read("lobby", none).join()).isEmpty();
    long days30 = NOON.plus(Duration.ofDays(30)).getEpochSecond();
    assertThat(tables.items("message_history"))
        .filteredOn(item -> item.containsKey("message"))
        .hasSize(2)
        .allSatisfy(item -> assertThat(item).containsEntry("expires_at", Long.toString(days30)));
  }

  @Test
  void theSameEventAgainIsTheSameMessageWheneverAndWhereverItIsStored() {
    Message first = message("m1", Optional.empty());
    history.store(first, 3, key(first)).join();
    Message again = at(NOON.plusSeconds(90_000), "m1", Optional.empty());
    Message soon = at(NOON.plusSeconds(9), "m1", Optional.empty());
    StoredMessage stored = history.store(soon, 5, key(soon)).join();
    assertThat(stored).isEqualTo(new StoredMessage(first.id(), 3, false));
    assertThat(history.read("lobby", stored).join()).contains(first);
    assertThat(history.store(again, 0, key(again)).join().isNew()).as("a day later").isTrue();
  }

  @Test
  void aClientIdIsTheSameMessageForItsAuthorAndItsRoomOnly() {
    Message first = message("m1", Optional.of("7"));
    history.store(first, 0, key(first)).join();

    Message again = message("m2", Optional.of("7"));
    assertThat(history.store(again, 0, key(again)).join())
        .isEqualTo(new StoredMessage(first.id(), 0, false));
    assertThat(history.read("lobby", new StoredMessage(again.id(), 0, true)).join()).isEmpty();
    MessageKey another = MessageKey.toRoom("lobby", "ben", Optional.of("7"), "m2");
    assertThat(history.store(again, 0, another).join())
        .isEqualTo(new StoredMessage(again.id(), 0, true));
  }

  @Test
  void aClientIdIsForgottenAfterADay() {
    Message first = message("m1", Optional.of("7"));
    history.store(first, 0, key(first)).join();
    Message late = at(NOON.plus(REMEMBERED).minusSeconds(1), "m2", Optional.of("7"));
    assertThat(history.store(late, 0, key(late)).join().id()).isEqualTo(first.id());
    Message later = at(NOON.plus(REMEMBERED), "m2", Optional.of("7"));
    assertThat(history.store(later, 0, key(later)).join())
        .isEqualTo(new StoredMessage(later.id(), 0, true));
  }

  @Test
  void aDirectMessageIsRememberedUnderItsKeyButKeptNowhere() {
    DirectMessage first = direct("m1");
    MessageKey key = MessageKey.direct("lobby", "ann", Optional.of("7"), "m1");
    assertThat(history.remember(first, key).join())
        .isEqualTo(new StoredMessage(first.id(), 0, true));
    StoredMessage again = history.remember(direct("m2"), key).join();
    assertThat(again).isEqualTo(new StoredMessage(first.id(), 0, false));
    assertThat(direct("m2").called(again.id())).isEqualTo(first);
    assertThat(tables.items("message_history"))
        .hasSize(1)
        .allSatisfy(
            item ->
                assertThat(item)
                    .containsEntry(
                        "expires_at", Long.toString(NOON.plus(REMEMBERED).getEpochSecond()))
                    .doesNotContainValue("psst"));
  }

  @Test
  void knowsItsOwnCursors() {
    String cursor = new HistoryCursor(MessageIds.of(NOON, "m1")).write();
    assertThat(MessageHistory.isCursor(cursor)).isTrue();
    assertThat(MessageHistory.isCursor("yesterday")).isFalse();
  }

  @Test
  void messagesOfTwoDaysOrTwoShardsAreInTwoPartitions() {
    Message today = message("m1", Optional.empty());
    Message tomorrow = at(NOON.plus(Duration.ofDays(1)), "m2", Optional.empty());
    Message elsewhere = message("m3", Optional.empty());
    history.store(today, 0, key(today)).join();
    history.store(tomorrow, 0, key(tomorrow)).join();
    history.store(elsewhere, 7, key(elsewhere)).join();
    assertThat(tables.items("message_history"))
        .filteredOn(item -> item.containsKey("message"))
        .extracting(item -> item.get("room_bucket"))
        .containsExactlyInAnyOrder("lobby#2026-11-20", "lobby#2026-11-21", "lobby#2026-11-20#7");
  }

  private static MessageKey key(Message message) {
    return MessageKey.toRoom("lobby", "ann", message.clientMessageId(), message.text());
  }

  private static Message message(String origin, Optional<String> clientId) {
    return at(NOON, origin, clientId);
  }

  private static Message at(Instant at, String origin, Optional<String> clientId) {
    return new Message(
        MessageIds.of(at, origin), "lobby", new Sender("a=", "Ann"), origin, at, clientId);
  }

  private static DirectMessage direct(String origin) {
    return new DirectMessage(
        MessageIds.of(NOON, origin),
        "lobby",
        new Sender("a=", "Ann"),
        "b=",
        "psst",
        NOON,
        Optional.of("7"));
  }
}
