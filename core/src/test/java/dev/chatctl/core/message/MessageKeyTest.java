package dev.chatctl.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What tells messages apart, whatever names and ids are made of. */
class MessageKeyTest {
  private static final List<String> PARTS =
      List.of("a", "b", "a#b", "b#c", "c", "a#b#c", "", "#", "a\tb", "a\nb", "\ud83d\ude00", "?");

  @Test
  void differentAuthorsAndIdsHaveDifferentKeysWhateverSeparatorsAreInThem() {
    var keys =
        PARTS.stream()
            .flatMap(author -> PARTS.stream().map(id -> client("room", author, id).digest()))
            .toList();
    assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.matches("[0-9A-Z]{50}"));
    assertThat(client("room", "a", "b")).isEqualTo(client("room", "a", "b"));
  }

  @Test
  void evenHalfCharactersAreDifferent() {
    assertThat(client("room", "\ud800", "1")).isNotEqualTo(client("room", "?", "1"));
  }

  @Test
  void anIdIsOfOneRoomOneKindAndOneAuthorAndNoEvent() {
    assertThat(
            List.of(
                client("room", "ann", "7"),
                client("other", "ann", "7"),
                MessageKey.direct("room", "ann", Optional.of("7"), "7"),
                MessageKey.direct("room", "ann", Optional.empty(), "7"),
                MessageKey.toRoom("room", "ann", Optional.empty(), "7")))
        .doesNotHaveDuplicates();
  }

  @Test
  void withoutAnIdTheEventTells() {
    assertThat(MessageKey.toRoom("room", "ann", Optional.empty(), "c=/m1"))
        .isEqualTo(MessageKey.toRoom("room", "ben", Optional.empty(), "c=/m1"))
        .isNotEqualTo(MessageKey.toRoom("room", "ann", Optional.empty(), "c=/m2"));
  }

  private static MessageKey client(String room, String author, String id) {
    return MessageKey.toRoom(room, author, Optional.of(id), "c=/m1");
  }
}
