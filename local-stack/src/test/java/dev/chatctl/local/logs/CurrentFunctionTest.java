package dev.chatctl.local.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurrentFunctionTest {
  private final LogStore store = new LogStore(InstantSource.system());
  private final FunctionLog connect =
      new FunctionLog(store, "chat-connect", InstantSource.system());
  private final FunctionLog sender =
      new FunctionLog(store, "chat-send-message", InstantSource.system());
  private final CurrentFunction current = new CurrentFunction();

  @Test
  void givesALineToTheFunctionOnItsThread() throws InterruptedException {
    current.begins(connect);
    Thread other = Thread.ofPlatform().start(() -> current.begins(sender));
    other.join();

    current.line("hello");

    assertThat(messages(connect)).containsExactly("hello");
    assertThat(messages(sender)).isEmpty();
  }

  @Test
  void givesALineOfAThreadWithoutFunctionToTheLatest() {
    current.begins(connect);
    current.ended();

    current.line("later");

    assertThat(messages(connect)).containsExactly("later");
  }

  private List<String> messages(FunctionLog log) {
    return store.group(log.group()).orElseThrow().from(LogEvent.before(0)).stream()
        .map(LogEvent::message)
        .toList();
  }
}
