package dev.chatctl.core.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.message.Role;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void maySendUntilItsTokenExpires() {
    var ann = new User("Ann", Optional.of("u-1"), Role.USUAL, Optional.of(NOON));
    assertThat(ann.maySend(NOON.minusMillis(1))).isTrue();
    assertThat(ann.maySend(NOON)).isFalse();
    assertThat(ann.maySend(NOON.plusMillis(1))).isFalse();
    assertThat(User.guest("Ben").maySend(NOON)).isTrue();
  }

  @Test
  void isTheAuthorOfWhatItsConnectionsSendAndAGuestsConnectionItsOwn() {
    var ann = new User("Ann", Optional.of("u-1"), Role.USUAL, Optional.empty());
    assertThat(connection(ann).author()).isEqualTo("u-1");
    assertThat(connection(User.guest("Ben")).author()).isEqualTo("c=");
  }

  private static Connection connection(User user) {
    return new Connection("c=", "lobby", 0, user, "envelope", NOON);
  }
}
