package dev.chatctl.loadtest.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.chatctl.loadtest.plan.ResultsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Results as files of a folder, and back: what a shard writes is enough for a merge. */
public final class ResultsStore {
  /** The histogram log's name; it is written while a run goes on. */
  public static final String HISTOGRAMS = "delivery.hlog";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ResultsStore() {}

  /** Writes all but the histogram log. */
  public static void write(Results results, Path folder) throws IOException {
    Tables.writeMessages(results.messages(), folder.resolve("messages.csv"));
    Tables.writeArrivals(
        results.curves(), results.facts().planned(), folder.resolve("arrivals.csv"));
    Tables.writeRecipients(results.recipients(), folder.resolve("recipients.csv"));
    Tables.writeTimeline(results.ticks(), folder.resolve("timeline.csv"));
    JSON.writeValue(folder.resolve(ResultsFolder.MANIFEST).toFile(), results.facts());
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
   * @throws IOException with a message for the user if it holds no results
   */
  public static Results read(Path folder) throws IOException {
    Path manifest = folder.resolve(ResultsFolder.MANIFEST);
    if (!Files.isReadable(manifest)) {
      throw new NoSuchFileException(folder + ": no results (expected: a folder with run.json)");
    }
    RunFacts facts = JSON.readValue(manifest.toFile(), RunFacts.class);
    return new Results(
        facts,
        Tables.readMessages(folder.resolve("messages.csv")),
        Tables.readArrivals(facts.planned(), folder.resolve("arrivals.csv")),
        Tables.readRecipients(folder.resolve("recipients.csv")),
        Tables.readTimeline(folder.resolve("timeline.csv")),
        HistogramLog.read(folder.resolve(HISTOGRAMS)));
  }
}
