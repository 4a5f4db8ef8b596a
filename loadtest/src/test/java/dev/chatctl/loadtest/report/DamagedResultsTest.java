package dev.chatctl.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.loadtest.RunFixture;
import dev.chatctl.loadtest.ledger.ArrivalCurves;
import dev.chatctl.loadtest.ledger.Micros;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder whose files were cut, emptied, edited, or are of different runs. */
class DamagedResultsTest {
  private static final int CLIENTS = 10;
  private static final int MESSAGES = 4;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    write(folder, MESSAGES);
  }

  private static void write(Path folder, int messages) throws IOException {
    RunFixture run = new RunFixture();
    run.planned = messages;
    Results results =
        run.results(
            IntStream.range(0, messages).mapToObj(m -> run.message(m, 0)).toList(),
            List.of(),
            Map.of(
                "delivery", List.of(histogram(CLIENTS * messages)),
                "sendlag", List.of(histogram(messages)),
                "connect", List.of(histogram(CLIENTS))));
    ArrivalCurves curves = results.curves();
    for (int m = 0; m < messages; m++) {
      curves.add(m, 7, CLIENTS);
    }
    ResultsStore.writeHistograms(results, folder);
    ResultsStore.write(results, folder);
  }

  private static Histogram histogram(int count) {
    Histogram micros = Micros.histogram();
    micros.recordValueWithCount(1500, count);
    micros.setStartTimeStamp(1000);
    micros.setEndTimeStamp(2000);
    return micros;
  }

  private void edit(String file, String from, String to) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertThat(text).containsPattern(from);
    Files.writeString(folder.resolve(file), text.replaceFirst(from, to));
  }

  @Test
  void isReadWhereItIsNot() {
    assertThatCode(() -> ResultsStore.read(folder)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "messages.csv   | (?m)^0,     | 1,         | number of message 0: 0, but 1 in messages.csv",
        "messages.csv   | ,10,0,0,0,0  | ,9,0,1,0,0 | arrivals of message 0: 9, but 10 in"
            + " arrivals.csv",
        "messages.csv   | ,10,0,0,0,0  | ,x,0,0,0,0 | messages.csv, line 2: 0,0,0,0,0,x",
        "messages.csv   | ,2000000     | ''         | (expected: 13 cells: number,",
        "messages.csv   | (?m)^3,.*\\n | ''         | messages: 4, but 3 in messages.csv",
        "arrivals.csv   | (?m),10$     | ,11        | arrivals of message 0: 10, but 11",
        "arrivals.csv   | (?m)^0,      | 77,        | arrivals.csv: Arrival[message=77",
        "arrivals.csv   | (?m)^0,7     | 0,-7       | arrivals.csv: Arrival[message=0, bucket=-7",
        "arrivals.csv   | (?m)^0,.*$   | ''         | arrivals.csv, line 2:  (expected: 4 cells",
        "recipients.csv | (?m)^3,.*\\n | ''         | listeners: 10, but 9 in recipients.csv",
        "delivery.hlog  | (?m)^Tag=delivery.*\\n"
            + " | '' | received: 40, but 0 in the histograms of delivery",
        "delivery.hlog  | (?m)^Tag=sendlag.*\\n"
            + "  | '' | sent: 4, but 0 in the histograms of sendlag",
        "delivery.hlog  | (?m)^Tag=connect.*\\n"
            + "  | '' | opened: 10, but 0 in the histograms of connect",
        "delivery.hlog  | HISTFAAA    | HISTFAAB   | delivery.hlog: damaged after ",
        "run.json       | \"version\" : 2 | \"version\" : 3 | run.json: results of version 3"
            + " (expected: 2",
        "run.json       | \"version\" : 2, | ''        | run.json: results of version 1 (expected:"
            + " 2",
        "run.json       | \"clients\" : 10 | \"clients\" : \"x\" | run.json: Cannot deserialize",
        "run.json       | \\{            | [          | run.json: Unexpected character",
      })
  void isToldInOneLine(String file, String from, String to, String told) throws IOException {
    edit(file.strip(), from.strip(), to == null ? "" : to.strip());

    assertThatThrownBy(() -> ResultsStore.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(told.strip())
        .hasMessageContaining("expected: ")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "messages.csv",
        "arrivals.csv",
        "recipients.csv",
        "timeline.csv",
        "delivery.hlog",
        "run.json"
      })
  void isToldWhereAFileIsEmptiedOrCutOrGone(String file) throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve(file));
    for (int length = 0; length < whole.length - 1; length += 1 + whole.length / 40) {
      Files.write(folder.resolve(file), java.util.Arrays.copyOf(whole, length));
      // A table without rows, cut just behind its head, is what the timeline of no second is.
      if (!file.equals("timeline.csv") || length == 0) {
        assertThatThrownBy(() -> ResultsStore.read(folder))
            .as("%s cut to %d bytes", file, length)
            .isInstanceOf(IOException.class)
            .hasMessageNotContaining("\n");
      }
    }
    Files.delete(folder.resolve(file));
    assertThatThrownBy(() -> ResultsStore.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"messages.csv", "arrivals.csv", "delivery.hlog", "run.json"})
  void isToldWhereAFileIsOfAnotherRun(String file, @TempDir Path other) throws IOException {
    write(other, MESSAGES + 1);
    Files.copy(
        other.resolve(file),
        folder.resolve(file),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> ResultsStore.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("(expected: ");
  }

  @Test
  void isToldWhereATimeIsBeyondWhatAHistogramHolds() throws IOException {
    Histogram hours = new Histogram(100_000_000_000L, 3);
    hours.recordValueWithCount(36_000_000_000L, CLIENTS * MESSAGES);
    hours.setStartTimeStamp(1000);
    HistogramLog.write(Map.of("delivery", List.of(hours)), folder.resolve("delivery.hlog"));

    assertThatThrownBy(() -> ResultsStore.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("delivery.hlog: a time of 3600")
        .hasMessageContaining("us (expected: up to ten minutes)");
  }
}
