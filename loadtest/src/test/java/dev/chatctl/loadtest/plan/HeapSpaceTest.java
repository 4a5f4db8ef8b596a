package dev.chatctl.loadtest.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.loadtest.plan.HeapSpace.Account;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapSpaceTest {
  private static final HeapSpace HALF_A_GIB = new HeapSpace(512L << 20, 2);

  private static List<String> problems(Account account, int processes) {
    Problems problems = new Problems();
    HALF_A_GIB.check(account, processes, problems);
    return problems.lines();
  }

  @Test
  void hasRoomForWhatWasMeasured() {
    assertThat(problems(new Account(19_000, 100, 1), 1)).isEmpty();
    assertThat(problems(new Account(1_000, 10_000, 1), 1)).isEmpty();
  }

  @Test
  void saysHowManyProcessesWouldDo() {
    assertThat(problems(new Account(19_000, 200_000, 1), 1))
        .containsExactly(
            "--clients, --messages: 19,000 x 200,000 need some 610 MB of heap a process"
                + " (expected: <= 512 MB; use --shards 2 or give it more:"
                + " JAVA_TOOL_OPTIONS=-Xmx611m)");
    assertThat(problems(new Account(19_000, 200_000, 1), 2)).isEmpty();
  }

  @Test
  void saysWhenOnlyFewerMessagesWouldFit() {
    assertThat(problems(new Account(10, 10_000_000, 1), 1))
        .singleElement()
        .asString()
        .contains("use fewer messages or give it more");
  }

  @Test
  void countsWhatEachListenerKeepsOfEachPublisherOfItsRoom() {
    assertThat(problems(new Account(15_000, 100, 15_000), 1)).hasSize(1);
    assertThat(problems(new Account(15_000, 100, 150), 1)).isEmpty();
  }
}
