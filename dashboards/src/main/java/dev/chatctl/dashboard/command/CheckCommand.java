package dev.chatctl.dashboard.command;

import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.cli.output.View;
import dev.chatctl.dashboard.Checker;
import dev.chatctl.dashboard.Dashboards;
import dev.chatctl.dashboard.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code chatctl dashboard check}. */
@Command(
    name = "check",
    description = "Find what CloudWatch would refuse, or show as an empty graph.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:nothing is wrong", "2:a file cannot be read", "5:something is wrong"})
final class CheckCommand implements Callable<Integer> {
  private static final View<Finding> VIEW =
      View.of(
          "finding",
          Finding::file,
          List.of(
              Column.of("file", Finding::file),
              Column.of("widget", Finding::widget),
              Column.of("reason", Finding::reason)));

  private final Invocation invocation;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Dashboard files (default: this project's own, and all emitted metrics).")
  private List<Path> files = List.of();

  CheckCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException {
    var checker = new Checker();
    var texts = new LinkedHashMap<String, String>();
    for (Path file : files) {
      texts.put(file.toString(), Files.readString(file));
    }
    if (files.isEmpty()) {
      Dashboards.names().forEach(name -> texts.put(name + ".json", Dashboards.text(name)));
    }
    var problems = new ArrayList<Finding>();
    texts.forEach((name, text) -> problems.addAll(checker.check(name, text)));
    if (files.isEmpty()) {
      problems.addAll(checker.unshown(texts));
    }
    print(problems);
    return (problems.isEmpty() ? ExitCode.OK : ExitCode.PARTIAL).code();
  }

  private void print(List<Finding> problems) {
    if (Rows.format(invocation.options()).forPeople()) {
      problems.forEach(problem -> invocation.out().line(PrintableText.lines(problem.toString())));
    } else {
      RowWriter<Finding> writer = Rows.writer(invocation, VIEW);
      problems.forEach(writer::row);
      writer.end();
    }
  }
}
