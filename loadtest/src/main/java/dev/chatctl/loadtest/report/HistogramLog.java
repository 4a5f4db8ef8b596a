package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.drive.IntervalSink;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
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

  @Override
  public synchronized void accept(String tag, Histogram interval) {
    interval.setTag(tag);
    log.outputIntervalHistogram(interval);
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
