package dev.chatctl.local;

import static org.asynchttpclient.Dsl.asyncHttpClient;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.asynchttpclient.AsyncHttpClient;

/**
 * How long the others of a room of 50 wait when ten of it never read: beside a room where all read,
 * their messages in turn. Run by local-stack/slow-consumers-benchmark.
 */
final class SlowConsumersBenchmark {
  private static final int MEMBERS = 50;
  private static final int DEAF = 10;
  private static final int WARM_UP = 200;
  private static final int MESSAGES = 1_000;
  private static final String LARGE = "x".repeat(8_000);

  /** 8 KB each: more than the buffers of a socket take. */
  private static final int FILLING = 1_000;

  private SlowConsumersBenchmark() {}

  /** Arguments: how many posts are in flight at most, one or several of them. */
  public static void main(String[] args) throws Exception {
    for (String concurrency : args) {
      measure(concurrency);
    }
    System.exit(0); // DynamoDB Local leaves threads behind
  }

  private static void measure(String concurrency) throws Exception {
    // They stay, since one that is dropped disturbs nobody.
    var options =
        StackOptions.defaults()
            .withEnvironment(Map.of("POST_CONCURRENCY", concurrency, "SLOW_CONSUMER_SECONDS", "0"));
    var deaf = new ArrayList<DeafMember>();
    try (AsyncHttpClient client = asyncHttpClient();
        var stack = LocalStack.start(options);
        var quick = new Audience(client, room(stack, "quick"), MEMBERS);
        var mixed = new Audience(client, room(stack, "mixed"), MEMBERS - DEAF)) {
      for (int i = 0; i < DEAF; i++) {
        deaf.add(new DeafMember(room(stack, "mixed")));
      }
      for (int i = 0; i < FILLING; i++) {
        mixed.say("filling " + i + "." + LARGE);
      }
      List<Duration> without = new ArrayList<>();
      List<Duration> with = new ArrayList<>();
      for (int i = -WARM_UP; i < MESSAGES; i++) {
        Duration one = quick.say("quick " + i + ".");
        Duration other = mixed.say("mixed " + i + ".");
        if (i >= 0) {
          without.add(one);
          with.add(other);
        }
      }
      System.out.printf(
          "%s posts in flight, time to the last who reads of a room of %d, without and with %d who"
              + " never read: p50 %.1f and %.1f ms, p99 %.1f and %.1f ms, ratio of p99 %.2f%n",
          concurrency,
          MEMBERS,
          DEAF,
          percentile(without, 50),
          percentile(with, 50),
          percentile(without, 99),
          percentile(with, 99),
          percentile(with, 99) / percentile(without, 99));
    } finally {
      for (DeafMember one : deaf) {
        one.close();
      }
    }
  }

  private static URI room(LocalStack stack, String name) {
    return URI.create(stack.addresses().api().webSocketUrl() + "?echo=on&room=" + name);
  }

  private static double percentile(List<Duration> times, int percent) {
    List<Duration> sorted = times.stream().sorted().toList();
    return sorted.get(sorted.size() * percent / 100).toNanos() / 1e6;
  }
}
