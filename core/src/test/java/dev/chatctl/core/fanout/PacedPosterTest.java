package dev.chatctl.core.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

class PacedPosterTest {
  private static final SdkBytes FRAME = SdkBytes.fromUtf8String("hi");

  private final AtomicLong now = new AtomicLong();
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final ConnectionPoster poster =
      (id, frame) -> {
        posted.add(id);
        return CompletableFuture.completedFuture(200);
      };

  @Test
  void whoseTurnItIsIsPostedToAtOnceAndTheOthersWhenItComes() {
    var paced =
        new PacedPoster(
            poster, new TokenBucket(1, 2, now::get), new SlowConnections(java.time.Duration.ZERO));
    assertThat(paced.post("a=", FRAME)).isCompletedWithValue(200);
    assertThat(paced.post("b=", FRAME)).isCompletedWithValue(200);
    CompletableFuture<Integer> third = paced.post("c=", FRAME);
    assertThat(third).isNotDone();
    assertThat(posted).containsExactly("a=", "b=");
    assertThat(third.join()).isEqualTo(200);
    assertThat(posted).containsExactly("a=", "b=", "c=");
  }
}
