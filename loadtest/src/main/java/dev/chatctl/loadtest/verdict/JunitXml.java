package dev.chatctl.loadtest.verdict;

import dev.chatctl.cli.PrintableText;
import dev.chatctl.loadtest.plan.Text;
import dev.chatctl.loadtest.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The verdict as JUnit XML, which every CI system shows: one test case for each rule. */
public final class JunitXml {
  private JunitXml() {}

  /** Writes the file. */
  public static void write(Verdict verdict, Summary summary, Path file) throws IOException {
    List<Verdict.Check> checks = verdict.checks();
    long failures =
        checks.stream().filter(check -> !check.passed()).count() + (summary.valid() ? 0 : 1);
    String suite =
        PrintableText.markup("chatctl loadtest " + summary.facts().identity().scenario());
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    boolean flawless = summary.flawless();
    xml.append(
        Text.format(
            "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" time=\"%.3f\">%n",
            suite,
            checks.size() + 2,
            failures + (flawless ? 0 : 1),
            summary.facts().generator().measuredSeconds()));
    String missing =
        summary.complete()
            ? String.join("; ", summary.flaws())
            : "incomplete: " + summary.facts().ending().stopped();
    testCase(xml, suite, new Verdict.Check("every delivery, none twice", flawless, missing));
    String spoiled = "not valid: " + String.join("; ", summary.invalidReasons());
    testCase(xml, suite, new Verdict.Check("valid", summary.valid(), spoiled));
    checks.forEach(check -> testCase(xml, suite, check));
    Files.writeString(file, xml.append("</testsuite>\n"));
  }

  private static void testCase(StringBuilder xml, String suite, Verdict.Check check) {
    xml.append(
        "  <testcase classname=\"%s\" name=\"%s\""
            .formatted(suite, PrintableText.markup(check.rule())));
    if (check.passed()) {
      xml.append("/>\n");
    } else {
      xml.append(
          ">\n    <failure message=\"%s\"/>\n  </testcase>\n"
              .formatted(PrintableText.markup(check.found())));
    }
  }
}
