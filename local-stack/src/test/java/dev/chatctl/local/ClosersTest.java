package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosersTest {
  private final List<String> closed = new ArrayList<>();
  private final Closers closers = new Closers();

  @Test
  void closesInReverseAndOnce() {
    add("first");
    add("last");
    closers.close();
    closers.close();
    assertThat(closed).containsExactly("last", "first");
  }

  @Test
  void whatFailsKeepsNothingElseFromBeingClosed() {
    add("first");
    addFailing();
    assertThatThrownBy(closers::close).hasMessage("the local stack did not stop cleanly");
    assertThat(closed).containsExactly("first");
  }

  @Test
  void afterAFailureThatIsWhatIsTold() {
    addFailing();
    var taken = new BindException("taken");
    closers.closeAfter(taken);
    assertThat(taken.getSuppressed()).hasSize(1);
  }

  private void add(String name) {
    AutoCloseable resource = () -> closed.add(name);
    closers.add(resource);
  }

  private void addFailing() {
    AutoCloseable resource =
        () -> {
          throw new IllegalStateException("stuck");
        };
    closers.add(resource);
  }
}
