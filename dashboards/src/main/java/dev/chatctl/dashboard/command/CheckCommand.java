package dev.chatctl.dashboard.command;

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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chatctl dashboard check}. */
@Command(
    name = "check",
    description = "Find what CloudWatch would refuse, or show as an empty graph.",
    customSynopsis = "chatctl dashboard check [FILE...]",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:nothing is wrong", "2:a file cannot be read", "5:something is wrong"})
final class CheckCommand implements Callable<Integer> {
  private static final int PROBLEMS = 5;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Dashboard files (default: this project's own, and all emitted metrics).")
  private List<Path> files = List.of();

  @Spec private CommandSpec spec;

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
    problems.forEach(problem -> spec.commandLine().getOut().println(problem));
    return problems.isEmpty() ? 0 : PROBLEMS;
  }
}
