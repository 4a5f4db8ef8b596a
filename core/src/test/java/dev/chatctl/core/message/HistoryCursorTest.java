package dev.chatctl.core.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryCursorTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123Z");

  @Test
  void isReadBackAndShowsNothing() {
    var cursor = new HistoryCursor(NOON, 17);
    assertThat(HistoryCursor.read(cursor.write())).contains(cursor);
    assertThat(cursor.write()).matches("[-_0-9A-Za-z]+").doesNotContain("17");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2",
        "2:01J",
        "1:01ARZ3NDEK:1",
        "2:01ARZ3NDEK:x",
        "2:81ARZ3NDEK:1",
        "2:01ARZ3NDEU:1"
      })
  void aForgedOneIsNotRead(String forged) {
    assertThat(HistoryCursor.read(forged)).isEmpty();
    String encoded =
        Base64.getUrlEncoder().withoutPadding().encodeToString(forged.getBytes(US_ASCII));
    assertThat(HistoryCursor.read(encoded)).isEmpty();
  }

  @Test
  void anAlteredOneIsNotRead() {
    assertThat(HistoryCursor.read(new HistoryCursor(NOON, 1).write() + "xx")).isEmpty();
    assertThat(HistoryCursor.read("%%%")).isEmpty();
  }
}
