package dev.chatctl.gateway.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTextTest {
  @Test
  void readsEveryName() {
    assertThat(
            Faults.parse(
                "post-latency=lognormal(10ms, 2), gone=1%,throttle=5%,error=0.5%,drop-socket=0.1%,"
                    + "lose-disconnect=100%,integration-hang=0.01,integration-throw=2%,seed=42"))
        .isEqualTo(
            new Faults(
                42,
                new Delay.Lognormal(Duration.ofMillis(10), 2),
                Map.of(
                    Fault.GONE, 0.01,
                    Fault.THROTTLE, 0.05,
                    Fault.ERROR, 0.005,
                    Fault.DROP_SOCKET, 0.001,
                    Fault.LOSE_DISCONNECT, 1.0,
                    Fault.INTEGRATION_HANG, 0.01,
                    Fault.INTEGRATION_THROW, 0.02)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "post-latency=10ms",
        "post-latency=uniform(20us,1ms),gone=0.5%",
        "post-latency=exponential(1.5s),throttle=1",
        "post-latency=lognormal(10ms,2),gone=1%,throttle=5%,error=0.5%,drop-socket=0.1%,lose-disconnect=100%,integration-hang=0.01,integration-throw=2%,seed=-42"
      })
  void writesWhatItReadsBack(String text) {
    Faults faults = Faults.parse(text);
    assertThat(Faults.parse(faults.toText())).isEqualTo(faults);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gome=1% | fault: 'gome' (expected: post-latency, gone,",
        "gone=101% | fault gone: '101%' (expected: a share such as 1% or 0.01)",
        "gone=-1 | fault gone: '-1'",
        "post-latency=10 | fault post-latency: '10' (expected: 10ms,",
        "post-latency=normal(1ms,2) | fault post-latency: 'normal(1ms,2)'",
        "seed=x | fault seed: 'x' (expected: a whole number)",
        "gone=1%,gone=2% | fault gone: given twice (expected: once)",
        "integration-hang=60%,integration-throw=60% | integration-hang + integration-throw: 1.2"
            + " (expected: 0..1)",
        "gone=60%,error=60% | gone + throttle + error: 1.2 (expected: 0..1)"
      })
  void namesWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> Faults.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void reportsAllProblemsAtOnce() {
    assertThatThrownBy(() -> Faults.parse("gone=x,seed=y"))
        .hasMessageContaining("fault gone")
        .hasMessageContaining("fault seed");
  }

  @Test
  void aLognormalDelayHasItsMedianAndSpread() {
    Delay delay = new Delay.Lognormal(Duration.ofMillis(10), 2);
    assertThat((double) delay.nanos(0.5)).isCloseTo(10e6, within(1e3));
    assertThat((double) delay.nanos(0.8413447460685429)).isCloseTo(20e6, within(1e4));
    assertThat(delay.nanos(0)).isGreaterThanOrEqualTo(0);
  }
}
