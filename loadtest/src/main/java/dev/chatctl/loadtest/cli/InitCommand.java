package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.cli.output.View;
import dev.chatctl.description.Descriptions;
import dev.chatctl.loadtest.project.LoadTestProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chatctl loadtest init}: a project of one's own. */
@Command(
    name = "init",
    description = "Write a Maven project with a simulation and a description, to be edited.",
    sortOptions = false)
final class InitCommand implements Callable<Integer> {
  private static final View<Path> VIEW =
      View.of("project", Path::toString, List.of(Column.of("folder", Path::toString)));

  private final Invocation invocation;

  @Parameters(paramLabel = "DIR", description = "A folder that is empty, or not there yet.")
  private Path folder;

  @Option(
      names = "--chat",
      paramLabel = "NAME|FILE",
      defaultValue = "envelope",
      description = "The description to begin with (default: ${DEFAULT-VALUE}).")
  private String chat;

  @SuppressWarnings("NullAway.Init") // fields are injected by picocli
  InitCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Descriptions.find(chat);
    try {
      LoadTestProject.write(folder, Descriptions.text(chat));
    } catch (IOException e) {
      throw PlanBuilder.wrong(
          "%s: %s (expected: a folder that is empty, or can be made)"
              .formatted(folder, e.getMessage()));
    }
    invocation.notice("Its README.md says how to run it; chat.json is the file to edit.");
    Rows.one(invocation, VIEW, folder);
    return ExitCode.OK.code();
  }
}
