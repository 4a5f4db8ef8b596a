package dev.chatctl.core.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryCursorTest {
  private static final String ID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

  @Test
  void isReadBackAndShowsNothing() {
    var cursor = new HistoryCursor(ID);
    assertThat(HistoryCursor.read(cursor.write())).contains(cursor);
    assertThat(cursor.write()).matches("[-_0-9A-Za-z]+").doesNotContain("01ARZ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3",
        "3:01J",
        "2:01ARZ3NDEK:1",
        "2:01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "3:81ARZ3NDEKTSV4RRFFQ69G5FAV",
        "3:01ARZ3NDEKTSV4RRFFQ69G5FAU"
      })
  void aForgedOneIsNotRead(String forged) {
    assertThat(HistoryCursor.read(forged)).isEmpty();
    String encoded =
        Base64.getUrlEncoder().withoutPadding().encodeToString(forged.getBytes(US_ASCII));
    assertThat(HistoryCursor.read(encoded)).isEmpty();
  }

  @Test
  void anAlteredOneIsNotRead() {
    assertThat(HistoryCursor.read(new HistoryCursor(ID).write() + "xx")).isEmpty();
    assertThat(HistoryCursor.read("%%%")).isEmpty();
  }
}
