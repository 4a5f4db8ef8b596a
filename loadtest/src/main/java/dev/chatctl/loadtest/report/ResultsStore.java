package dev.chatctl.loadtest.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.loadtest.ledger.ArrivalCurves;
import dev.chatctl.loadtest.ledger.LatencyBuckets;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.plan.ResultsFolder;
import dev.chatctl.loadtest.stats.PeriodStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Results as files of a folder, and back: what a shard writes is enough for a merge. */
public final class ResultsStore {
  /** The histogram log's name; it is written while a run goes on. */
  public static final String HISTOGRAMS = "delivery.hlog";

  /** Times are counted from the message's due time, and absent when nobody was reached. */
  private static final RecordTable<MessageTally> MESSAGES =
      new RecordTable<>(
          MessageTally.class,
          "number,publisher,sequence,due_ns,unsent,received,late,lost,away,excused,duplicates,first_ns,"
              + "last_ns");

  private static final RecordTable<Arrival> ARRIVALS =
      new RecordTable<>(Arrival.class, "number,bucket,end_us,count");

  private static final RecordTable<RecipientRow> RECIPIENTS =
      new RecordTable<>(RecipientRow.class, "number,room,received,mean_us,opens");

  /** A line a second. */
  private static final RecordTable<PeriodStats> TIMELINE =
      new RecordTable<>(
          PeriodStats.class,
          "at_ms,phase,open,opened,sent,expected,received,late,duplicates,reordered,lag_p99_us,"
              + "hiccup_us,cpu_percent");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ResultsStore() {}

  /**
   * Recipients that a message reached within one latency class.
   *
   * @param endMicros the latency that ends the class, for readers that do not know the classes
   */
  record Arrival(int message, int bucket, long endMicros, int count) {
    boolean isOf(int messages) {
      return message >= 0
          && message < messages
          && bucket >= 0
          && bucket < LatencyBuckets.COUNT
          && count > 0;
    }
  }

  /** Writes all but the histogram log. */
  public static void write(Results results, Path folder) throws IOException {
    MESSAGES.write(results.messages().stream(), folder.resolve("messages.csv"));
    ARRIVALS.write(arrivals(results), folder.resolve("arrivals.csv"));
    RECIPIENTS.write(results.recipients().stream(), folder.resolve("recipients.csv"));
    TIMELINE.write(results.timeline().stream(), folder.resolve("timeline.csv"));
    Files.writeString(
        folder.resolve(ResultsFolder.MANIFEST),
        PrintableText.document(JSON.writeValueAsString(results.facts())));
  }

  private static Stream<Arrival> arrivals(Results results) {
    return IntStream.range(0, results.facts().load().messages().planned())
        .boxed()
        .flatMap(message -> arrivals(message, results.curves().of(message)));
  }

  private static Stream<Arrival> arrivals(int message, int @Nullable [] counts) {
    return counts == null
        ? Stream.empty()
        : IntStream.range(0, counts.length)
            .filter(bucket -> counts[bucket] > 0)
            .mapToObj(b -> new Arrival(message, b, LatencyBuckets.endMicros(b), counts[b]));
  }

  /** Writes the histogram log of results that were not measured into that folder. */
  public static void writeHistograms(Results results, Path folder) throws IOException {
    HistogramLog.write(results.intervals(), folder.resolve(HISTOGRAMS));
  }

  /** The same for results that were, whose log is there unless it could not be written. */
  public static void writeHistogramsIfAbsent(Results results, Path folder) throws IOException {
    if (!Files.exists(folder.resolve(HISTOGRAMS))) {
      writeHistograms(results, folder);
    }
  }

  /**
   * Reads a folder.
   *
   * @throws IOException with a message for the user if it holds no results, or files that do not
   *     belong together
   */
  public static Results read(Path folder) throws IOException {
    return Accounts.agreed(folder, unchecked(folder));
  }

  /** The same whether or not they belong together. */
  static Results unchecked(Path folder) throws IOException {
    Path manifest = folder.resolve(ResultsFolder.MANIFEST);
    if (!Files.isReadable(manifest)) {
      throw new NoSuchFileException(folder + ": no results (expected: a folder with run.json)");
    }
    RunFacts facts = facts(manifest);
    int messages = facts.load().messages().planned();
    ArrivalCurves curves = new ArrivalCurves(messages);
    Path arrivals = folder.resolve("arrivals.csv");
    for (Arrival arrival : ARRIVALS.read(arrivals)) {
      if (!arrival.isOf(messages)) {
        throw new IOException(
            "%s: %s (expected: of one of %d messages)".formatted(arrivals, arrival, messages));
      }
      curves.add(arrival.message(), arrival.bucket(), arrival.count());
    }
    return new Results(
        facts,
        MESSAGES.read(folder.resolve("messages.csv")),
        curves,
        RECIPIENTS.read(folder.resolve("recipients.csv")),
        TIMELINE.read(folder.resolve("timeline.csv")),
        HistogramLog.read(folder.resolve(HISTOGRAMS)));
  }

  private static RunFacts facts(Path manifest) throws IOException {
    try {
      JsonNode json = JSON.readTree(manifest.toFile());
      int version = json.path("version").asInt(1);
      if (version != Identity.VERSION) {
        throw new IOException(
            "%s: results of version %d (expected: %d, as this chatctl writes them)"
                .formatted(manifest, version, Identity.VERSION));
      }
      return JSON.treeToValue(json, RunFacts.class);
    } catch (JsonProcessingException e) {
      throw new IOException(
          manifest
              + ": "
              + PrintableText.oneLine(e.getOriginalMessage(), 60)
              + " (expected: a manifest as it was written)",
          e);
    }
  }
}
