package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TroubleTest {
  @Test
  void oneOfAllMayBeAnother() {
    Trouble all = Trouble.parse("all");
    Trouble another = Trouble.parse("all, stack-kill=2m,gone=7%");

    assertThat(all.killEvery()).contains(Duration.ofSeconds(45));
    assertThat(another.killEvery()).contains(Duration.ofMinutes(2));
    assertThat(another.faults()).isEqualTo(all.faults().replace("gone=1%", "gone=7%"));
  }

  @Test
  void aDelayKeepsItsCommas() {
    Trouble late = Trouble.parse("table-latency=lognormal(5ms,20ms),gone");

    assertThat(late.faults()).isEqualTo("table-latency=lognormal(5ms,20ms),gone=1%");
  }

  @Test
  void whatOnlyTakesTimeLosesNothing() {
    assertThat(Trouble.parse("none").isLossy()).isFalse();
    assertThat(Trouble.parse("table-latency,table-ttl-late").isLossy()).isFalse();
    assertThat(Trouble.parse("table-latency,gone").isLossy()).isTrue();
    assertThat(Trouble.parse("stack-kill").isLossy()).isTrue();
  }
}
