package dev.chatctl.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import dev.chatctl.loadtest.ledger.Micros;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistogramLogTest {
  private static final long START = 1_767_225_600_000L;

  @TempDir private Path folder;

  private static Histogram interval() {
    Histogram interval = Micros.histogram();
    interval.recordValue(1234);
    interval.setStartTimeStamp(START + 2000);
    interval.setEndTimeStamp(START + 3000);
    return interval;
  }

  @Test
  void tellsHdrHistogramsOwnToolsWhatItIs() throws IOException {
    Path file = folder.resolve("hlog");
    try (HistogramLog log = new HistogramLog(file, START)) {
      log.accept("delivery", interval());
    }

    assertThat(Files.readAllLines(file))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("#[Histogram log format version "),
            line -> assertThat(line).startsWith("#[StartTime: 1767225600.000 "),
            line -> assertThat(line).startsWith("\"StartTimestamp\",\"Interval_Length\""),
            // Times count from the start of the log.
            line -> assertThat(line).startsWith("Tag=delivery,2.000,1.000,"));
  }

  @Test
  void keepsWhatAProcessThatIsKilledHasMeasured() throws IOException {
    Path file = folder.resolve("hlog");
    HistogramLog log = new HistogramLog(file, START);
    log.accept("delivery", interval());

    assertThat(file).content().contains("Tag=delivery,");

    log.close();
  }

  @Test
  @Needs(Need.FULL_DISK)
  void failsWhereTheDiskIsFull() throws IOException {
    HistogramLog log = new HistogramLog(Need.FULL_DISK.path(), START);
    log.accept("delivery", interval());

    assertThatThrownBy(log::close)
        .hasMessage("/dev/full: could not be written completely (is the disk full?)");
  }
}
