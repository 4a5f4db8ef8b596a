package dev.chatctl.loadtest.lies;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Every kind of lie. One instance is for one server: some count. */
final class Lies {
  private Lies() {}

  /** Changes the times of every n-th delivery, beginning with the n-th. */
  private static Lie everyNth(int n, UnaryOperator<List<Duration>> change) {
    AtomicInteger count = new AtomicInteger();
    return new Lie() {
      @Override
      public List<Duration> times(String listener, Post post, List<Duration> times) {
        return count.incrementAndGet() % n == 0 ? change.apply(times) : times;
      }
    };
  }

  /** Loses one delivery in n. */
  static Lie dropping(int oneIn) {
    return everyNth(oneIn, times -> List.of());
  }

  /** Loses all deliveries to some. */
  static Lie droppingTo(Set<String> listeners) {
    return new Lie() {
      @Override
      public List<Duration> times(String listener, Post post, List<Duration> times) {
        return listeners.contains(listener) ? List.of() : times;
      }
    };
  }

  /** Loses some messages for everybody, and tells their sender nothing. */
  static Lie forgetting(int oneIn) {
    return new Lie() {
      @Override
      public List<Duration> times(String listener, Post post, List<Duration> times) {
        return post.sequence() % oneIn == oneIn - 1 ? List.of() : times;
      }
    };
  }

  /** Makes one delivery in n a second time, that much later. */
  static Lie doubling(int oneIn, Duration after) {
    return everyNth(
        oneIn, times -> times.stream().flatMap(t -> Stream.of(t, t.plus(after))).toList());
  }

  /** Makes one delivery in n that much later. */
  static Lie delaying(int oneIn, Duration by) {
    return everyNth(oneIn, times -> times.stream().map(by::plus).toList());
  }

  /** Holds everything back for the first part of each period. */
  static Lie stalling(Duration stall, Duration period) {
    long start = System.nanoTime();
    return new Lie() {
      @Override
      public List<Duration> times(String listener, Post post, List<Duration> times) {
        long into = (post.nanos() - start) % period.toNanos();
        long wait = Math.max(0, stall.toNanos() - into);
        return times.stream().map(Duration.ofNanos(wait)::plus).toList();
      }
    };
  }

  /**
   * Answers one message in n with an error.
   *
   * @param code of the chat; a sentence for an error of the gateway
   */
  static Lie refusing(String code, int oneIn) {
    return new Lie() {
      @Override
      public Optional<String> error(Post post) {
        return post.sequence() % oneIn == oneIn - 1 ? Optional.of(code) : Optional.empty();
      }
    };
  }

  /** Turns some away at the door. */
  static Lie turningAway(int status, Set<String> listeners) {
    return new Lie() {
      @Override
      public int handshake(String name) {
        return listeners.contains(name) ? status : 101;
      }
    };
  }

  private static Lie once(int sequence, BiConsumer<Post, LyingServer> deed) {
    return new Lie() {
      @Override
      public void after(Post post, LyingServer server) {
        if (post.sequence() == sequence) {
          deed.accept(post, server);
        }
      }
    };
  }

  /** Ends the connections of some after a message. */
  static Lie cutting(int sequence, Set<String> listeners, int code, String reason) {
    return once(
        sequence, (post, server) -> listeners.forEach(name -> server.cut(name, code, reason)));
  }

  /** Resets the connections of some after a message, once they have read it. */
  static Lie resetting(int sequence, Set<String> listeners) {
    return once(sequence, (post, server) -> listeners.forEach(server::reset));
  }

  /** Ends each connection after it was there for 8 to 12 messages. */
  static Lie wearingOut(int code) {
    Map<String, Integer> age = new HashMap<>();
    return new Lie() {
      @Override
      public void after(Post post, LyingServer server) {
        for (String name : server.present()) {
          int life = 8 + Math.floorMod(name.hashCode(), 5);
          if (age.merge(name, 1, Integer::sum) >= life) {
            age.remove(name);
            server.cut(name, code, "worn out");
          }
        }
      }
    };
  }

  /** Keeps the connections of some open, and never writes to them again. */
  static Lie muting(int sequence, Set<String> listeners) {
    return once(sequence, (post, server) -> listeners.forEach(server::mute))
        .and(
            new Lie() {
              @Override
              public List<Duration> times(String listener, Post post, List<Duration> times) {
                return post.sequence() > sequence && listeners.contains(listener)
                    ? List.of()
                    : times;
              }
            });
  }

  /** Sends a frame that is none of the run to somebody after each message. */
  static Lie babbling(UnaryOperator<String> frameOfText) {
    return new Lie() {
      @Override
      public void after(Post post, LyingServer server) {
        server.present().stream()
            .findAny()
            .ifPresent(name -> server.babble(name, frameOfText.apply(post.text())));
      }
    };
  }

  /** Tells everybody who has come back what was missed, after the next message. */
  static Lie backfilling() {
    return new Lie() {
      @Override
      public void after(Post post, LyingServer server) {
        server.present().forEach(server::backfill);
      }
    };
  }

  /** Does something else, outside the server, when a message was told. */
  static Lie meanwhile(int sequence, Runnable deed) {
    return once(sequence, (post, server) -> deed.run());
  }

  /** Collects what is to be told, and tells it in one array. */
  static Lie batching(Duration every) {
    return new Lie() {
      @Override
      public Duration batch() {
        return every;
      }
    };
  }

  /** Sends binary frames. */
  static Lie binary() {
    return framed(frame -> List.of(frame.binary()));
  }

  /** Sends each message in pieces of so many bytes, which cut every mark. */
  static Lie splitting(int bytes) {
    return framed(frame -> frame.split(bytes));
  }

  private static Lie framed(Function<Frame, List<Frame>> change) {
    return new Lie() {
      @Override
      public List<Frame> frames(List<Frame> frames) {
        return frames.stream().flatMap(frame -> change.apply(frame).stream()).toList();
      }
    };
  }

  /** Puts what is told into another envelope. */
  static Lie enveloping(UnaryOperator<String> envelope) {
    return new Lie() {
      @Override
      public String envelope(String json) {
        return envelope.apply(json);
      }
    };
  }
}
