package dev.chatctl.core.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7/32",
    "192.0.2.7/24, 192.0.2.0/24",
    "255.255.255.255/1, 128.0.0.0/1",
    "192.0.2.7/0, 0.0.0.0/0",
    "10.1.2.3/13, 10.0.0.0/13",
    "2001:db8::1, 2001:db8:0:0:0:0:0:1/128",
    "2001:DB8:FFFF::/33, 2001:db8:8000:0:0:0:0:0/33",
    "::/0, 0:0:0:0:0:0:0:0/0",
    "::ffff:10.0.0.1, 10.0.0.1/32",
  })
  void readsAddressesAndNetworks(String text, String range) {
    assertThat(AddressRange.read(text)).map(AddressRange::toString).contains(range);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "10.0.0",
        "10.0.0.256",
        "10.0.0.1/33",
        "10.0.0.1/-1",
        "10.0.0.1/",
        "::/129",
        "fe80::1%eth0",
        ":::",
        "example.com",
        "[::1]",
        "10.0.0.1 ",
        "1.2.3.4/999",
        "::ffff:0:0/96"
      })
  void refusesWhatIsNone(String text) {
    assertThat(AddressRange.read(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.0/24, 192.0.2.0/23, false",
    "0.0.0.0/0, ::1, false",
    "::/0, ::1, true",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::, false",
  })
  void containsWhatSharesItsPrefix(String range, String other, boolean contained) {
    assertThat(read(range).contains(read(other))).isEqualTo(contained);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0, true",
    "128.0.0.0/1, true",
    "10.0.0.0/8, false",
    "::/0, true",
    "8000::/1, true",
    "2000::/3, true",
    "2001:db8::/32, false",
  })
  void knowsWhatIsTooMuchForOneNetwork(String range, boolean vast) {
    assertThat(read(range).isVast()).isEqualTo(vast);
  }

  @Test
  void ofWhatIsKeptOnlyTheNetworkMayBeKnown() {
    assertThat(kept("192.0.2.0")).contains(read("192.0.2.0/24"));
    assertThat(kept("2001:db8:1::")).contains(read("2001:db8:1::/48"));
    assertThat(kept("192.0.2.7")).contains(read("192.0.2.7"));
    assertThat(kept("2001:db8::7")).contains(read("2001:db8::7"));
    assertThat(kept("")).isEmpty();
    assertThat(Origin.seen(Optional.empty(), "192.0.2.0").addresses())
        .contains(read("192.0.2.0/32"));
  }

  private static Optional<AddressRange> kept(String address) {
    return Origin.kept(Optional.empty(), address).addresses();
  }

  private static AddressRange read(String text) {
    return AddressRange.read(text).orElseThrow();
  }
}
