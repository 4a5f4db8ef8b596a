package dev.chatctl.admin.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MergeTest {
  @Test
  void putsLinesOfSeveralLogsInOrderOfTime() {
    var merged = new ArrayList<String>();

    new Merge(List.of(log("a", 1, 4, 5), log("b"), log("c", 2, 3, 6)))
        .forEachRemaining(line -> merged.add(line.message()));

    assertThat(merged).containsExactly("a1", "c2", "c3", "a4", "a5", "c6");
  }

  @Test
  void readsNoFurtherThanOneLineAhead() {
    Iterator<LogLine> endless =
        IntStream.iterate(0, i -> i + 1).mapToObj(i -> line("a", i)).iterator();

    assertThat(new Merge(List.of(endless)).next().message()).isEqualTo("a0");
  }

  private static Iterator<LogLine> log(String name, int... times) {
    return Arrays.stream(times).mapToObj(time -> line(name, time)).iterator();
  }

  private static LogLine line(String name, int time) {
    return new LogLine(Instant.ofEpochMilli(time), name, name, "s", name + time, name + time);
  }
}
