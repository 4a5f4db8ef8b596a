package dev.chatctl.loadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Any interleaving of sends, cuts, planned leaves, reconnects, duplicates and losses: the account
 * is that of a server that writes down what it does, pair by pair, and knows no ledger.
 */
class AnyRunTest {
  private static final int RUNS = 2_000;
  private static final long MILLI = 1_000_000L;
  private static final long DEADLINE = 300;
  private static final long START = 10_000;

  /** What happens at a time, milliseconds. */
  private record Event(long at, Runnable what) {}

  /** One run, of which every step is told to the ledger and written down here. */
  private static final class World {
    private final Random random;
    private final int listeners;
    private final int messages;
    private final Schedule schedule;
    private final Ledger ledger;
    private final List<LoopAccount> loops = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    private final Set<Integer> connected = new HashSet<>();
    private final Set<Integer> onLeave = new HashSet<>();
    private final Map<String, Long> firstAfter = new HashMap<>();
    private final Set<String> excusable = new HashSet<>();
    private final Set<String> unconnected = new HashSet<>();
    private long duplicates;
    private final Map<Integer, Long> sentAt = new HashMap<>();

    World(long seed) {
      random = new Random(seed);
      listeners = 1 + random.nextInt(6);
      messages = 1 + random.nextInt(12);
      int publishers = 1 + random.nextInt(3);
      schedule = Schedule.constant(messages, 1 + random.nextInt(100), publishers, 1);
      List<Integer> numbers = new ArrayList<>();
      for (int n = 0; n < listeners; n++) {
        numbers.add(n);
      }
      ledger = new Ledger(schedule, numbers, Duration.ofMillis(DEADLINE));
      loops.add(ledger.newLoopAccount());
      loops.add(ledger.newLoopAccount());
    }

    private long due(int message) {
      return START + schedule.offsetNanos(message) / MILLI;
    }

    void run() {
      for (int n = 0; n < listeners; n++) {
        comeAndGo(n);
      }
      for (int m = 0; m < messages; m++) {
        int message = m;
        if (random.nextInt(20) > 0) {
          events.add(new Event(due(m) + random.nextInt(3) * 7L, () -> send(message)));
        }
      }
      // Deliveries are planned as messages are sent, so events grow while they are carried out.
      while (!events.isEmpty()) {
        Event next = events.stream().min(Comparator.comparingLong(Event::at)).orElseThrow();
        events.remove(next);
        now = next.at();
        next.what().run();
      }
    }

    private long now;

    private void comeAndGo(int listener) {
      long at = START - 50 + random.nextInt(60);
      for (int i = random.nextInt(4); i >= 0; i--) {
        events.add(new Event(at, () -> open(listener)));
        at += 1 + random.nextInt(200);
        long gone = at;
        if (i > 0 && random.nextBoolean()) {
          events.add(new Event(gone, () -> leave(listener)));
          events.add(new Event(gone + random.nextInt(20), () -> close(listener)));
        } else if (i > 0) {
          events.add(new Event(gone, () -> close(listener)));
        }
        at += 25 + random.nextInt(200);
      }
    }

    private void open(int listener) {
      connected.add(listener);
      onLeave.remove(listener);
      ledger.recipient(listener).opened(now * MILLI);
    }

    private void leave(int listener) {
      onLeave.add(listener);
      ledger.recipient(listener).left(now * MILLI);
    }

    private void close(int listener) {
      connected.remove(listener);
      ledger.recipient(listener).closed(now * MILLI);
    }

    private void send(int message) {
      sentAt.put(message, now);
      for (int listener = 0; listener < listeners; listener++) {
        String pair = message + " to " + listener;
        if (onLeave.contains(listener)) {
          excusable.add(pair);
        }
        if (!connected.contains(listener)) {
          unconnected.add(pair);
        }
        int to = listener;
        // Lost, once, or more often; soon, or after the deadline; also what was missed, later on.
        for (int copies = random.nextInt(4) - 1; copies > 0; copies--) {
          long at = now + (random.nextInt(4) == 0 ? random.nextInt(900) : random.nextInt(20));
          events.add(new Event(at, () -> deliver(message, to, pair)));
        }
      }
    }

    private void deliver(int message, int listener, String pair) {
      long after = now - due(message);
      if (firstAfter.putIfAbsent(pair, after) != null) {
        duplicates++;
      }
      loops
          .get(listener % 2)
          .arrived(
              ledger.recipient(listener),
              schedule.publisher(message),
              schedule.sequence(message),
              START * MILLI + schedule.offsetNanos(message),
              START * MILLI + schedule.offsetNanos(message) + after * MILLI);
    }

    private MessageTally.Recipients truth(int message) {
      int received = 0;
      int late = 0;
      int lost = 0;
      int away = 0;
      int excused = 0;
      for (int listener = 0; listener < listeners; listener++) {
        String pair = message + " to " + listener;
        Long after = firstAfter.get(pair);
        if (after != null) {
          received += after <= DEADLINE ? 1 : 0;
          late += after <= DEADLINE ? 0 : 1;
        } else if (excusable.contains(pair)) {
          excused++;
        } else {
          lost++;
          away += unconnected.contains(pair) ? 1 : 0;
        }
      }
      return new MessageTally.Recipients(received, late, lost, away, excused);
    }
  }

  @Test
  void isAccountedForAsItWas() {
    for (long seed = 0; seed < RUNS; seed++) {
      World world = new World(seed);
      world.run();

      Ledger.Account account =
          world.ledger.account(
              START * MILLI,
              Long.MAX_VALUE,
              world.messages,
              (message, due) ->
                  world.sentAt.containsKey(message)
                      ? world.sentAt.get(message) * MILLI
                      : Ledger.Sendings.NEVER);

      long reached = 0;
      for (MessageTally tally : account.tallies()) {
        int message = tally.message().number();
        assertThat(tally.unsent())
            .as("run %d", seed)
            .isNotEqualTo(world.sentAt.containsKey(message));
        if (!tally.unsent()) {
          assertThat(tally.recipients())
              .as("run %d, message %d", seed, message)
              .isEqualTo(world.truth(message));
          assertThat(tally.recipients().all()).isEqualTo(world.listeners);
        }
        reached += tally.recipients().reached();
      }
      assertThat(account.tallies().stream().mapToLong(MessageTally::duplicates).sum())
          .as("duplicates of run %d", seed)
          .isEqualTo(world.duplicates);
      assertThat(account.counts().deliveries().distinct()).isEqualTo(reached);
      assertThat(world.ledger.interval().getTotalCount()).isEqualTo(reached);
    }
  }
}
