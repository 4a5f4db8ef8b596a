package dev.chatctl.loadtest.lies;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a server does to what it is told. Lies are asked by one thread, in the order they were
 * joined in; warm-up messages are told truly, for nobody counts them.
 */
interface Lie {
  /** None. */
  Lie TRUTH = new Lie() {};

  /** HTTP status of a handshake's answer; 101 lets it in. */
  default int handshake(String name) {
    return 101;
  }

  /** Code of the error that the sender is answered; whoever gets one is not heard by anybody. */
  default Optional<String> error(Post post) {
    return Optional.empty();
  }

  /**
   * When a listener is told, counted from now.
   *
   * @param times as it stands: once, at once, unless another lie has changed that
   * @return empty for never, two for twice
   */
  default List<Duration> times(String listener, Post post, List<Duration> times) {
    return times;
  }

  /** In which envelope a message's frame goes. */
  default String envelope(String json) {
    return json;
  }

  /** In which frames it goes. */
  default List<Frame> frames(List<Frame> frames) {
    return frames;
  }

  /** How often what is told goes out, in one array of all; zero for each message at once. */
  default Duration batch() {
    return Duration.ZERO;
  }

  /** Whatever else the server does once a message was told. */
  default void after(Post post, LyingServer server) {}

  /** This lie, and then that one on top. */
  default Lie and(Lie other) {
    Lie first = this;
    return new Lie() {
      @Override
      public int handshake(String name) {
        int status = first.handshake(name);
        return status == 101 ? other.handshake(name) : status;
      }

      @Override
      public Optional<String> error(Post post) {
        return first.error(post).or(() -> other.error(post));
      }

      @Override
      public List<Duration> times(String listener, Post post, List<Duration> times) {
        return other.times(listener, post, first.times(listener, post, times));
      }

      @Override
      public String envelope(String json) {
        return other.envelope(first.envelope(json));
      }

      @Override
      public List<Frame> frames(List<Frame> frames) {
        return other.frames(first.frames(frames));
      }

      @Override
      public Duration batch() {
        return first.batch().isZero() ? other.batch() : first.batch();
      }

      @Override
      public void after(Post post, LyingServer server) {
        first.after(post, server);
        other.after(post, server);
      }
    };
  }
}
