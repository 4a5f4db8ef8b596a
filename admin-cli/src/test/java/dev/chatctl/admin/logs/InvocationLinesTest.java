package dev.chatctl.admin.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvocationLinesTest {
  @ParameterizedTest
  @ValueSource(strings = {"START RequestId: 8f50 Version: $LATEST", "END RequestId: 8f50"})
  void dropsWhatTheReportSaysAnyway(String line) {
    assertThat(InvocationLines.folded(line)).isEmpty();
  }

  @Test
  void shortensTheReport() {
    assertThat(
            InvocationLines.folded(
                "REPORT RequestId: 8f50\tDuration: 12.34 ms\tBilled Duration: 13 ms"
                    + "\tMemory Size: 512 MB\tMax Memory Used: 180 MB\tInit Duration: 803.1 ms\t"))
        .contains("took 12.34 ms, 180 MB, cold start 803.1 ms (8f50)");
  }

  @Test
  void tellsATimeout() {
    assertThat(
            InvocationLines.folded(
                "REPORT RequestId: 8f50\tDuration: 3000.00 ms\tMax Memory Used: 90 MB"
                    + "\tStatus: timeout"))
        .contains("took 3000.00 ms, 90 MB, timeout (8f50)");
  }

  @Test
  void leavesOtherLinesAsTheyAre() {
    assertThat(InvocationLines.folded("{\"event\":\"x\"}")).contains("{\"event\":\"x\"}");
  }
}
