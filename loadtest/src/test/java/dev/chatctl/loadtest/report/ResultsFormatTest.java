package dev.chatctl.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.loadtest.DistinctResults;
import dev.chatctl.loadtest.Golden;
import dev.chatctl.loadtest.RunFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of a results folder, pinned, and read again. */
class ResultsFormatTest {
  @TempDir private Path folder;

  private static Results named(String name) {
    return switch (name) {
      case "merged" -> DistinctResults.merged();
      case "shard" -> DistinctResults.ofShard(1);
      default -> flawless();
    };
  }

  private static Results flawless() {
    RunFixture run = new RunFixture();
    return run.results(IntStream.range(0, 10).mapToObj(m -> run.message(m, 0)).toList());
  }

  private Path write(Results results) throws IOException {
    ResultsStore.write(results, folder);
    ResultsStore.writeHistograms(results, folder);
    return folder;
  }

  @ParameterizedTest
  @CsvSource({
    "shard, run.json",
    "shard, messages.csv",
    "shard, arrivals.csv",
    "shard, recipients.csv",
    "shard, timeline.csv",
    "merged, run.json",
    "merged, messages.csv",
    "merged, arrivals.csv",
    "merged, recipients.csv",
    "merged, timeline.csv",
  })
  void staysAsItIs(String name, String file) throws IOException {
    String written = Files.readString(write(named(name)).resolve(file));

    assertThat(written).isEqualTo(Golden.of(name + "/" + file, written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shard", "merged", "flawless"})
  void theSummaryStaysAsItIs(String name) throws IOException {
    Summary summary = Summary.of(named(name));
    Path file = folder.resolve("summary.json");
    SummaryJson.write(SummaryJson.toJson(summary), file);

    assertThat(file).content().isEqualTo(Golden.of(name + "/summary.json", Files.readString(file)));
    String text = SummaryText.of(summary);
    assertThat(text).isEqualTo(Golden.of(name + "/summary.txt", text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shard", "merged"})
  void comesBackFromItsFiles(String name) throws IOException {
    Results results = named(name);

    Results read = ResultsStore.unchecked(write(results));

    assertThat(read.facts()).isEqualTo(results.facts());
    assertThat(read.messages()).isEqualTo(results.messages());
    assertThat(read.recipients()).isEqualTo(results.recipients());
    assertThat(read.timeline()).isEqualTo(results.timeline());
    assertThat(read.intervals()).isEqualTo(results.intervals());
    for (int m = 0; m < results.facts().load().messages().planned(); m++) {
      assertThat(read.curves().of(m)).isEqualTo(results.curves().of(m));
    }
  }

  @Test
  void nothingComesFromAFolderThatIsNone() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> ResultsStore.unchecked(folder))
        .hasMessage(folder + ": no results (expected: a folder with run.json)");
  }
}
