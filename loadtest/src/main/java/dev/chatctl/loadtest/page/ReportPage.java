package dev.chatctl.loadtest.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.loadtest.report.Results;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code report.html}: puts data, script and styles into the one page. */
public final class ReportPage {
  private static final Pattern PART = Pattern.compile("\\{\\{([a-z.]+)}}");

  private ReportPage() {}

  /**
   * Writes the page.
   *
   * @param summary the summary as written
   * @param steps smaller runs before this one, when N was ramped up; may be empty
   */
  public static void write(Results results, JsonNode summary, List<JsonNode> steps, Path file)
      throws IOException {
    ObjectNode data = PageData.of(results, summary, steps);
    String title = "chatctl loadtest " + results.facts().identity().runId();
    Map<String, String> parts =
        Map.of(
            "title", PrintableText.markup(title),
            "uplot.css", resource("uplot/uPlot.min.css"),
            "report.css", resource("report.css"),
            "uplot.js", resource("uplot/uPlot.iife.min.js"),
            "report.js", resource("report.js"),
            "data", PrintableText.script(data.toString()));
    // At once: what is put in is text, whatever it looks like.
    String page =
        PART.matcher(resource("report.html"))
            .replaceAll(part -> Matcher.quoteReplacement(parts.getOrDefault(part.group(1), "")));
    Files.writeString(file, page);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("missing from the class path: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
