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
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final TestTables tables = new TestTables();
  private final MessageHistory history =
      new MessageHistory(tables.tables(), tables.name("message_history"));

  @Test
  void aMessageIsReadAsItWasStored() {
    for (Message message :
        new Message[] {message("m1", 1, Optional.empty()), message("m2", 2, Optional.of("7"))}) {
      assertThat(history.store(message, "a=").join())
          .isEqualTo(new StoredMessage(message.id(), message.sequence(), true));
      assertThat(history.read("lobby", message.id()).join()).contains(message);
      assertThat(history.read("other", message.id()).join()).isEmpty();
    }
    assertThat(history.read("lobby", MessageIds.of(NOON, "none")).join()).isEmpty();
    long days30 = NOON.plus(Duration.ofDays(30)).getEpochSecond();
    assertThat(tables.items("message_history"))
        .filteredOn(item -> item.containsKey("message"))
        .hasSize(2)
        .allSatisfy(item -> assertThat(item).containsEntry("expires_at", Long.toString(days30)));
  }

  @Test
  void theSameMessageAgainKeepsItsNumber() {
    Message first = message("m1", 1, Optional.empty());
    history.store(first, "a=").join();
    assertThat(history.store(message("m1", 2, Optional.empty()), "a=").join())
        .isEqualTo(new StoredMessage(first.id(), 1, false));
    assertThat(history.read("lobby", first.id()).join()).contains(first);
  }

  @Test
  void aClientIdIsTheSameMessageForItsAuthorAndItsRoomOnly() {
    Message first = message("m1", 1, Optional.of("7"));
    history.store(first, "ann").join();

    Message again = message("m2", 2, Optional.of("7"));
    assertThat(history.store(again, "ann").join())
        .isEqualTo(new StoredMessage(first.id(), 1, false));
    assertThat(history.read("lobby", again.id()).join()).isEmpty();
    assertThat(history.store(again, "ben").join())
        .isEqualTo(new StoredMessage(again.id(), 2, true));
    assertThat(history.find("lobby", "ann", "7", NOON).join())
        .contains(new StoredMessage(first.id(), 1, false));
    assertThat(history.find("lobby", "ann", "8", NOON).join()).isEmpty();
    assertThat(history.find("other", "ann", "7", NOON).join()).isEmpty();
  }

  @Test
  void theSameEventUnderAClientIdIsStoredOnce() {
    Message first = message("m1", 1, Optional.of("7"));
    history.store(first, "ann").join();
    assertThat(history.store(first, "ann").join())
        .isEqualTo(new StoredMessage(first.id(), 1, false));
    // The same event under another client id: nothing knows that id, and nothing is written.
    assertThat(history.store(message("m1", 5, Optional.of("8")), "ann").join())
        .isEqualTo(new StoredMessage(first.id(), 5, false));
    assertThat(history.find("lobby", "ann", "8", NOON).join()).isEmpty();
  }

  @Test
  void aClientIdIsForgottenAfterTenMinutes() {
    Message first = message("m1", 1, Optional.of("7"));
    history.store(first, "ann").join();
    assertThat(history.find("lobby", "ann", "7", NOON.plus(REMEMBERED).minusSeconds(1)).join())
        .isPresent();
    assertThat(history.find("lobby", "ann", "7", NOON.plus(REMEMBERED)).join()).isEmpty();

    Message later = at(NOON.plus(REMEMBERED), "m2", 2, Optional.of("7"));
    assertThat(history.store(later, "ann").join().isNew()).isTrue();
    assertThat(history.find("lobby", "ann", "7", later.sentAt()).join())
        .contains(new StoredMessage(later.id(), 2, false));
  }

  @Test
  void aDirectMessageIsRememberedUnderItsKeyButKeptNowhere() {
    DirectMessage first = direct("m1");
    assertThat(history.remember(first, "ann", "direct#7").join())
        .isEqualTo(new StoredMessage(first.id(), 0, true));
    StoredMessage again = history.remember(direct("m2"), "ann", "direct#7").join();
    assertThat(again).isEqualTo(new StoredMessage(first.id(), 0, false));
    assertThat(direct("m2").called(again.id())).isEqualTo(first);
    assertThat(history.remember(direct("m2"), "ben", "direct#7").join().isNew()).isTrue();
    assertThat(tables.items("message_history"))
        .hasSize(2)
        .allSatisfy(
            item ->
                assertThat(item)
                    .containsEntry(
                        "expires_at", Long.toString(NOON.plus(REMEMBERED).getEpochSecond()))
                    .doesNotContainValue("psst"));
  }

  @Test
  void knowsItsOwnCursors() {
    assertThat(MessageHistory.isCursor(new HistoryCursor(NOON, 1).write())).isTrue();
    assertThat(MessageHistory.isCursor("yesterday")).isFalse();
  }

  @Test
  void messagesOfTwoDaysAreInTwoPartitions() {
    history.store(message("m1", 1, Optional.empty()), "a=").join();
    history.store(at(NOON.plus(Duration.ofDays(1)), "m2", 2, Optional.empty()), "a=").join();
    assertThat(tables.items("message_history"))
        .extracting(item -> item.get("room_bucket"))
        .containsExactlyInAnyOrder("lobby#2026-11-20", "lobby#2026-11-21");
  }

  private static Message message(String origin, long number, Optional<String> clientId) {
    return at(NOON, origin, number, clientId);
  }

  private static Message at(Instant at, String origin, long number, Optional<String> clientId) {
    return new Message(
        MessageIds.of(at, origin), "lobby", new Sender("a=", "Ann"), "hi", at, number, clientId);
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
