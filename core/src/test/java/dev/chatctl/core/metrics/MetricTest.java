package dev.chatctl.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MetricTest {
  @Test
  void namesAreUniqueAndFitCloudWatchAndExpressions() {
    assertThat(Metric.values())
        .extracting(Metric::cloudWatchName)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[A-Z][A-Za-z]{1,254}"));
  }

  @Test
  void loadTestMetricsAreTellableFromTheBackends() {
    assertThat(Arrays.stream(Metric.values()))
        .allSatisfy(
            metric ->
                assertThat(metric.cloudWatchName().startsWith("Load"))
                    .isEqualTo(metric.emitter() == Metric.Emitter.LOAD_TEST));
  }
}
