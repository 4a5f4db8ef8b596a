package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.ledger.Micros;
import dev.chatctl.loadtest.stats.IntervalSink;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

/**
 * {@code delivery.hlog}: the histograms of each second, microseconds, in HdrHistogram's log format
 * with the metric as tag. Adding up a tag's intervals gives the run's histogram without loss.
 */
public final class HistogramLog implements IntervalSink, AutoCloseable {
  private final Path file;
  private final PrintStream stream;
  private final HistogramLogWriter log;

  /** Opens the file and writes its head. */
  public HistogramLog(Path file, long startMillis) throws IOException {
    this.file = file;
    stream =
        new PrintStream(
            new BufferedOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8);
    log = new HistogramLogWriter(stream);
    log.outputLogFormatVersion();
    log.outputStartTime(startMillis);
    log.setBaseTime(startMillis);
    log.outputLegend();
  }

  /** Where it is. */
  public Path file() {
    return file;
  }

  @Override
  public synchronized void accept(String tag, Histogram interval) {
    interval.setTag(tag);
    log.outputIntervalHistogram(interval);
    // What a process that is killed has measured is worth keeping.
    stream.flush();
  }

  /**
   * All intervals of a log, by metric, in the order they were written.
   *
   * @throws IOException when the file is damaged, or holds times that none of ours can
   */
  public static Map<String, List<Histogram>> read(Path file) throws IOException {
    Map<String, List<Histogram>> intervals = new HashMap<>();
    try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
      for (EncodableHistogram next = reader.nextIntervalHistogram();
          next != null;
          next = reader.nextIntervalHistogram()) {
        if (!(next instanceof Histogram interval) || !Micros.holds(interval)) {
          throw new IOException(
              file
                  + ": a time of "
                  + Math.round(next.getMaxValueAsDouble())
                  + " us (expected: up to ten minutes)");
        }
        intervals
            .computeIfAbsent(String.valueOf(interval.getTag()), tag -> new ArrayList<>())
            .add(interval);
      }
    } catch (RuntimeException e) {
      // The reader knows no damaged files: it fails with whatever it stumbles over.
      int good = intervals.values().stream().mapToInt(List::size).sum();
      throw new IOException(
          file
              + ": damaged after "
              + good
              + " histograms (expected: a log that was written to its end)",
          e);
    }
    return intervals;
  }

  /** Writes the intervals of several logs into one. */
  static void write(Map<String, List<Histogram>> intervals, Path file) throws IOException {
    long start =
        intervals.values().stream()
            .flatMap(List::stream)
            .mapToLong(Histogram::getStartTimeStamp)
            .min()
            .orElse(0);
    try (HistogramLog log = new HistogramLog(file, start)) {
      intervals.forEach((tag, list) -> list.forEach(interval -> log.accept(tag, interval)));
    }
  }

  /** Closes the file; fails if anything written before was lost, a full disk for one. */
  @Override
  public synchronized void close() throws IOException {
    boolean failed = stream.checkError();
    stream.close();
    if (failed) {
      throw new IOException(file + ": could not be written completely (is the disk full?)");
    }
  }
}
