package dev.chatctl.core.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.aws.RetryPolicy;
import dev.chatctl.core.room.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

/** Members who do not read keep nobody waiting; nothing here depends on how long things take. */
class SlowConsumersPlacesTest {
  private static final SdkBytes FRAME = SdkBytes.fromUtf8String("hi");
  private static final int ATTEMPTS = 3;

  private final List<Recipient> room =
      Stream.concat(members("slow", 10), members("good", 40)).toList();
  private final ConcurrentLinkedQueue<String> posts = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final SlowConnections slow = new SlowConnections(Duration.ofSeconds(30));
  private final InstantSource clock = now::get;

  private static Stream<Recipient> members(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Recipient(name + i, "lobby", 0, "envelope", Instant.EPOCH));
  }

  @Test
  void whoRefusesLosesTheirPlaceBeforeTheyAreTriedAgain() {
    // A wait that never ends within this test: with their places held, nobody else had a turn.
    CompletableFuture<BroadcastReport> end =
        begin(new RetryPolicy(2, hour(), hour(), () -> 1), this::refuseSlow);
    assertThat(posts).hasSize(50).filteredOn(id -> id.startsWith("good")).hasSize(40);
    assertThat(end).isNotDone();
  }

  @Test
  void whoDoesNotAnswerLosesTheirPlaceAsLongAsOthersDo() throws Exception {
    var all = new CountDownLatch(50);
    ConnectionPoster poster =
        (id, frame) -> {
          posts.add(id);
          all.countDown();
          return id.equals("slow0")
              ? new CompletableFuture<>()
              : CompletableFuture.completedFuture(200);
        };
    var broadcaster = new Broadcaster(poster, RetryPolicy.once(), 1, clock, slow);
    var end = broadcaster.broadcast(room, one -> FRAME, Instant.MAX);
    assertThat(all.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(end).isNotDone();
    assertThat(Collections.frequency(List.copyOf(posts), "slow0")).isEqualTo(1);
  }

  @Test
  void whoRefusedABroadcastToTheEndIsTriedOnceMoreOfTheNext() {
    assertThat(broadcast().throttled()).hasSize(10);
    assertThat(posts).filteredOn("slow3"::equals).hasSize(ATTEMPTS);
    posts.clear();
    BroadcastReport second = broadcast();
    assertThat(second.delivered()).isEqualTo(40);
    assertThat(second.throttled()).hasSize(10);
    assertThat(posts).filteredOn("slow3"::equals).hasSize(2);
  }

  @Test
  void whoTakesAFrameIsAsGoodAsEverybody() {
    broadcast();
    begin(RetryPolicy.once(), (id, frame) -> CompletableFuture.completedFuture(200)).join();
    posts.clear();
    broadcast();
    assertThat(posts).filteredOn("slow3"::equals).hasSize(ATTEMPTS);
  }

  @Test
  void whoRefusesEverythingForLongerThanTheBoundIsOverdue() {
    List<Recipient> refusing = broadcast().throttled();
    now.set(Instant.EPOCH.plusSeconds(29));
    assertThat(slow.overdue(broadcast().throttled(), now.get())).isEmpty();
    now.set(Instant.EPOCH.plusSeconds(30));
    assertThat(slow.overdue(room, now.get())).isEqualTo(refusing).hasSize(10);
    slow.forget("slow0");
    assertThat(slow.overdue(room, now.get())).hasSize(9);
  }

  @Test
  void withoutABoundNobodyIsOverdue() {
    var never = new SlowConnections(Duration.ZERO);
    new Broadcaster(this::refuseSlow, RetryPolicy.once(), 5, clock, never)
        .broadcast(room, one -> FRAME, Instant.MAX)
        .join();
    now.set(Instant.EPOCH.plusSeconds(100_000));
    assertThat(never.isSlow("slow0")).isTrue();
    assertThat(never.overdue(room, now.get())).isEmpty();
  }

  @Test
  void onlyAFirstRefusalSlowsDownThePostsToOthers() {
    var nanos = new AtomicInteger();
    var bucket = new TokenBucket(1_000, 1, nanos::get);
    var paced = new PacedPoster(this::refuseSlow, bucket, slow);
    slow.refused("slow0", now.get());
    paced.post("slow0", FRAME).join();
    nanos.addAndGet(1_000_000);
    bucket.take();
    assertThat(bucket.take()).as("a full turn apart").isEqualTo(1_000_000);
  }

  private BroadcastReport broadcast() {
    return begin(new RetryPolicy(ATTEMPTS, Duration.ZERO, Duration.ZERO, () -> 0), this::refuseSlow)
        .join();
  }

  private CompletableFuture<BroadcastReport> begin(RetryPolicy retries, ConnectionPoster poster) {
    return new Broadcaster(poster, retries, 5, clock, slow)
        .broadcast(room, one -> FRAME, Instant.MAX);
  }

  private CompletableFuture<Integer> refuseSlow(String id, SdkBytes frame) {
    posts.add(id);
    return CompletableFuture.completedFuture(id.startsWith("slow") ? 429 : 200);
  }

  private static Duration hour() {
    return Duration.ofHours(1);
  }
}
