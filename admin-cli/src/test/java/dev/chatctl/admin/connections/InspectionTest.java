package dev.chatctl.admin.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.settings.SourceIps;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectionTest {
  @ParameterizedTest
  @CsvSource({
    "10.1.2.0, 10.1.2.7, true",
    "10.1.2.0, 10.1.20.7, false",
    "10.1.2.0, 10.1.2.0, true",
    "10.1.0.0, 10.1.0.7, true",
    "10.1.0.0, 10.1.5.7, false",
    "10.0.0.0, 10.0.1.7, false",
    "1.0.0.0, 1.0.0.9, true",
    "1.0.0.0, 10.0.0.9, false",
    "10.1.2.7, 10.1.2.7, true",
    "10.1.2.7, 10.1.2.70, false",
    "2001:db8:85a3::, 2001:db8:85a3:8d3:1319:8a2e:370:7348, true",
    "2001:db8:85a3::, 2001:db8:85a3f:8d3:1319:8a2e:370:7348, false",
    "2001:db8:85a::, 2001:db8:85a3:8d3:1319:8a2e:370:7348, false",
    "2001:db8:0::, 2001:db8::1, true",
    "2001:db8:0::, 2001:db8:1::1, false",
    "2001:db8:1::, 2001:0DB8:0001:5::9, true",
    "2001:db8::7, 2001:0db8:0:0:0:0:0:7, true",
    "2001:db8::7, 2001:db8::70, false",
    "0:0:0::, ::1, true",
    "10.1.2.0, 2001:db8::1, false",
    "'', 10.1.2.7, true",
    "unknown, unknown, true",
    "unknown, 10.1.2.7, false",
  })
  void knowsAnAddressByWhatTheTablesKeepOfIt(String kept, String seen, boolean same) {
    assertThat(Inspection.sameNetwork(kept, seen)).isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({"203.0.113.7", "10.1.20.7", "2001:db8::1", "2001:db8:85a3:8d3:1319:8a2e:370:7348"})
  void knowsEachWayOfKeepingIt(String seen) {
    for (SourceIps setting : SourceIps.values()) {
      assertThat(Inspection.sameNetwork(setting.apply(seen), seen)).as("%s", setting).isTrue();
    }
  }
}
