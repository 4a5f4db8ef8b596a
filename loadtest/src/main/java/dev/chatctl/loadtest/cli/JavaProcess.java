package dev.chatctl.loadtest.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Child processes of this very Java, options and class path. */
final class JavaProcess {
  private JavaProcess() {}

  /** The command up to the name of the class. */
  static List<String> command(Host host) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(String.valueOf(host.property().apply("java.home")), "bin/java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", String.valueOf(host.property().apply("java.class.path"))));
    return command;
  }
}
