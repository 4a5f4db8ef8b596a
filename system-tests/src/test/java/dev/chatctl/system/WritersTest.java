package dev.chatctl.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every class that writes to a terminal or into a file, by how it makes strangers' text safe: a new
 * one fails until it is listed here.
 */
class WritersTest {
  private static final Map<String, Set<String>> PRIMITIVES =
      Map.of(
          "java.nio.file.Files",
          Set.of("write", "writeString", "newBufferedWriter", "newOutputStream"),
          "java.io.PrintStream",
          Set.of("print", "println", "printf", "write"),
          "java.io.FileOutputStream",
          Set.of("<init>"),
          "java.io.FileWriter",
          Set.of("<init>"),
          "java.io.PrintWriter",
          Set.of("<init>"),
          "com.fasterxml.jackson.databind.ObjectMapper",
          Set.of("writeValue"),
          "dev.chatctl.cli.Output",
          Set.of("line", "print", "<init>"));

  /** Tests that try them with the hostile texts. */
  private static final Map<String, Set<String>> TRIED =
      Map.of(
          "StrangersTextTest",
          Set.of(
              "cli.output.Documents",
              "cli.output.JsonWriter",
              "cli.output.NameWriter",
              "cli.output.NdjsonWriter",
              "cli.output.SeparatedWriter",
              "cli.output.TableWriter",
              "admin.connections.Snapshot",
              "admin.person.ExportVerb"),
          "LogsVerbTest",
          Set.of("admin.logs.LinePrinter"),
          "StrangersFramesTest",
          Set.of("admin.chat.PrintedLines"),
          "StrangersReportTest",
          Set.of(
              "loadtest.page.ReportPage",
              "loadtest.report.HistogramLog",
              "loadtest.report.RecordTable",
              "loadtest.report.ResultsStore",
              "loadtest.report.SummaryJson"),
          "PreviewTest",
          Set.of("dashboard.preview.Export"));

  /** Those that print a little, through {@code PrintableText}. */
  private static final Set<String> ESCAPING =
      Set.of(
          "cli.Failures",
          "cli.Invocation",
          "cli.output.FieldList",
          "admin.chat.DemoChatVerb",
          "admin.setup.CandidatesVerb",
          "dashboard.command.CheckCommand",
          "loadtest.cli.Conclusion",
          "loadtest.cli.Findings",
          "loadtest.verdict.JunitXml",
          "local.HandlerLines",
          "local.queue.EventSourceMapping",
          "local.schedule.Scheduler");

  /** What the others write, which is nothing of strangers. */
  private static final Map<String, Set<String>> OTHERS =
      Map.of(
          "streams, and what a person is asked",
          Set.of(
              "cli.Confirmation",
              "cli.Output",
              "cli.Program",
              "cli.Surroundings",
              "admin.connections.ListVerb"),
          "help and other texts of ours",
          Set.of(
              "admin.HelpVerb",
              "admin.setup.CompletionVerb",
              "admin.setup.DescribeVerb",
              "admin.startup.RootHelp",
              "loadtest.project.LoadTestProject",
              "loadtest.project.OwnJars",
              "picocli.AutoComplete",
              "picocli.CommandLine"),
          "addresses, ids and tokens of ours",
          Set.of(
              "admin.connections.DoneLog",
              "admin.setup.TokenVerb",
              "admin.target.Contexts",
              "core.discovery.LocalStackFile",
              "local.LocalCommand",
              "dashboard.command.PreviewCommand",
              "loadtest.plan.TrustedCertificates"),
          "figures of ours",
          Set.of(
              "loadtest.calibration.CalibrationCluster",
              "loadtest.calibration.CalibrationServer",
              "loadtest.cli.CalibrateCommand",
              "loadtest.cli.Measurement",
              "loadtest.cli.StartOnInput",
              "loadtest.injector.GatlingRunner",
              "loadtest.stats.IntervalSink"),
          "JSON for CloudWatch; here HandlerLines and logs show it",
          Set.of("core.log.JsonLog"),
          "log lines of whoever embeds the gateway, as it has them",
          Set.of("gateway.invoke.FunctionSettings"));

  private static final Set<String> ESCAPES =
      Set.of("oneLine", "lines", "json", "document", "script", "csv", "markup");

  private static final JavaClasses CLASSES = Modules.classes();

  @Test
  void everyWriterIsListed() {
    var listed = new TreeSet<>(ESCAPING);
    TRIED.values().forEach(listed::addAll);
    OTHERS.values().forEach(listed::addAll);
    assertThat(writers()).isEqualTo(listed);
  }

  @Test
  void whatIsSaidToBeTriedIs() throws Exception {
    for (String test : TRIED.keySet()) {
      assertThat(SecurityDocumentationTest.tests(test))
          .as(test)
          .anyMatch(source -> source.contains("HostileTexts"));
    }
  }

  @Test
  void whatIsSaidToEscapeDoes() {
    assertThat(calling(Map.of("dev.chatctl.cli.PrintableText", ESCAPES))).containsAll(ESCAPING);
  }

  private static Set<String> writers() {
    return calling(PRIMITIVES);
  }

  /** The classes, without those within them, that call one of these methods. */
  private static Set<String> calling(Map<String, Set<String>> methods) {
    var found = new TreeSet<String>();
    for (JavaClass type : CLASSES) {
      boolean calls =
          type.getCodeUnitAccessesFromSelf().stream()
              .anyMatch(
                  call ->
                      methods
                          .getOrDefault(call.getTargetOwner().getName(), Set.of())
                          .contains(call.getTarget().getName()));
      if (calls) {
        found.add(type.getName().replaceFirst("dev\\.chatctl\\.", "").replaceFirst("\\$.*", ""));
      }
    }
    return found;
  }
}
