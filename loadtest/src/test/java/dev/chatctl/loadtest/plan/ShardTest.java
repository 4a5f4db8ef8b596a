package dev.chatctl.loadtest.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
  @Test
  void sharesEverythingOutExactlyOnce() {
    int total = 17;

    int[] dealt =
        IntStream.range(0, 5)
            .mapToObj(i -> new Shard(i, 5))
            .flatMapToInt(shard -> IntStream.range(0, shard.share(total)).map(shard::number))
            .sorted()
            .toArray();

    assertThat(dealt).containsExactly(IntStream.range(0, total).toArray());
  }

  @Test
  void countsFromOneForPeople() {
    assertThat(Shard.parse("2/3")).isEqualTo(new Shard(1, 3)).hasToString("2/3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/3", "4/3", "1/0", "1", "a/b", "1/3/5"})
  void otherTextIsNamed(String text) {
    assertThatThrownBy(() -> Shard.parse(text)).hasMessageContaining("expected: I/K");
  }
}
