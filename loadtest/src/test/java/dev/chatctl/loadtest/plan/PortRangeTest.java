package dev.chatctl.loadtest.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PortRangeTest {
  @Test
  void readsTheKernelsRange() {
    assertThat(PortRange.parse("32768\t60999\n")).isEqualTo(new PortRange(28_232));
  }

  @Test
  void namesTheLimitAndTheCommandThatRaisesIt() {
    Problems problems = new Problems();

    new PortRange(100).check("--clients", 198, 2, 2, false, problems);
    new PortRange(100).check("--clients", 199, 2, 2, false, problems);

    assertThat(problems.lines())
        .containsExactly(
            "--clients: 199 (expected: <= 198: the local ports of one address; use --shards, or"
                + " raise it with: sysctl -w net.ipv4.ip_local_port_range='1024 65535')");
  }

  @Test
  void doesNotAdviseMoreProcessesWhereTheyShareTheAddress() {
    Problems problems = new Problems();

    new PortRange(100).check("--clients", 100, 1, 1, true, problems);

    assertThat(problems.lines())
        .singleElement()
        .asString()
        .contains("<= 99: ")
        .contains("use --shard on several machines");
  }
}
