package dev.chatctl.local.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackFaultsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "seed=7",
        "table-throttle=0.25",
        "table-latency=10000us,queue-latency=uniform(5000us,20000us)",
        "table-latency=lognormal(10000us,2.0),table-lose-answer=0.01,queue-duplicate=1.0,"
            + "function-kill=0.5,post-latency=10000us,gone=0.1,seed=42"
      })
  void isReadAsItIsWritten(String text) {
    assertThat(StackFaults.parse(text).toText()).isEqualTo(text);
  }

  @Test
  void readsSharesAndDelaysAsTheGatewayDoes() {
    StackFaults faults = StackFaults.parse("GONE=5%, Table-Throttle=1%,table-latency=10ms,seed=3");
    assertThat(faults.share(ServiceFault.TABLE_THROTTLE)).isEqualTo(0.01);
    assertThat(faults.share(ServiceFault.FUNCTION_KILL)).isZero();
    assertThat(faults.gateway().toText()).isEqualTo("gone=0.05,seed=3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "table-lose=1% | fault: table-lose (expected: one of table-latency, queue-latency,",
        "table-throttle=2 | table-throttle=2 (expected: a share from 0 to 1",
        "table-throttle | table-throttle (expected: a share",
        "table-latency=fast | table-latency=fast (expected: 10ms,",
        "queue-latency=lognormal(10ms,99) | queue-latency=lognormal(10ms,99) (expected:",
        "gome=1 | fault: 'gome' (expected: post-latency, gone"
      })
  void saysWhatIsWrongAndWhatWouldBeRight(String text, String told) {
    assertThatThrownBy(() -> StackFaults.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(told);
  }

  @Test
  void theSameSeedDrawsTheSame() {
    var chances = new Chances(StackFaults.parse("function-kill=50%,seed=1"));
    List<Boolean> first = draws(chances);
    assertThat(first).contains(true, false);
    chances.faults(StackFaults.parse("function-kill=50%,seed=1"));
    assertThat(draws(chances)).isEqualTo(first);
    chances.faults(StackFaults.parse("function-kill=50%,seed=2"));
    assertThat(draws(chances)).isNotEqualTo(first);
  }

  private static List<Boolean> draws(Chances chances) {
    return IntStream.range(0, 50).mapToObj(i -> chances.meets(ServiceFault.FUNCTION_KILL)).toList();
  }
}
