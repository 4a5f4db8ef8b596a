package dev.chatctl.loadtest.lies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a load test said.
 *
 * @param summary {@code summary.json}
 * @param junit {@code junit.xml}
 */
record Reported(int exit, String console, JsonNode summary, String junit) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PRAISE = "every delivery arrived";

  /** Reads what a run has left; what it has not written is empty. */
  static Reported read(int exit, Path console, Path results) throws IOException {
    Path summary = results.resolve("summary.json");
    Path junit = results.resolve("junit.xml");
    return new Reported(
        exit,
        Files.readString(console),
        Files.exists(summary) ? JSON.readTree(summary.toFile()) : MissingNode.getInstance(),
        Files.exists(junit) ? Files.readString(junit) : "");
  }

  /** What it said in the end. */
  String verdict() {
    return console
        .lines()
        .filter(line -> line.startsWith("  verdict "))
        .findFirst()
        .map(line -> line.replaceFirst(" *verdict *", ""))
        .orElse("none");
  }

  /** Whether it took its own numbers for good. */
  boolean valid() {
    return summary.path("valid").asBoolean();
  }

  /** What it should have said, by the server's books. */
  Map<String, Object> owed(Truth truth, int planned) {
    Truth.Oddities oddities = truth.oddities();
    int exit = truth.flawless() ? valid() ? 0 : 7 : 5;
    Map<String, Object> owed = new TreeMap<>();
    owed.put("exit", exit);
    owed.put("praise", exit == 0);
    owed.put("failure in junit.xml", exit != 0);
    owed.put("expected", truth.expected());
    owed.put("received", truth.received());
    owed.put("late", truth.late());
    owed.put("lost", truth.lost());
    owed.put("excused", truth.excused());
    owed.put("duplicates", oddities.doubled());
    owed.put("reordered", oddities.reordered());
    owed.put("strangers", oddities.unasked());
    owed.put("cuts/planned", planned);
    owed.put("cuts/unplanned", Truth.sum(truth.cuts().values()));
    owed.put("connections/failed", Truth.sum(truth.refused().values()));
    truth.errors().forEach((code, count) -> owed.put("errors/" + code + "/count", count));
    truth.cuts().keySet().forEach(code -> owed.put("names cut " + code, true));
    truth.refused().keySet().forEach(status -> owed.put("names status " + status, true));
    owed.put("longest delivery covered", true);
    return owed;
  }

  /** What it said about the same. */
  Map<String, Object> said(Truth truth, int planned) {
    Map<String, Object> said = new TreeMap<>();
    owed(truth, planned).keySet().forEach(name -> said.put(name, summary.at("/" + name).asInt()));
    said.put("exit", exit);
    said.put("praise", console.contains(PRAISE));
    said.put("failure in junit.xml", junit.contains("<failure"));
    String cuts = summary.path("cuts").toString();
    truth.cuts().keySet().forEach(code -> said.put("names cut " + code, cuts.contains("" + code)));
    String failures = summary.at("/connections/failures").toString();
    truth
        .refused()
        .keySet()
        .forEach(status -> said.put("names status " + status, failures.contains("" + status)));
    said.put(
        "longest delivery covered",
        summary.at("/delivery_ms/max").asDouble() >= truth.oddities().longestMillis() - 1);
    return said;
  }

  /** Whether the machine spoiled it: by pauses, or by being too slow for the deadline. */
  boolean spoiled(Truth truth) {
    return !summary.isMissingNode() && (!valid() || summary.path("late").asInt() > truth.late());
  }
}
