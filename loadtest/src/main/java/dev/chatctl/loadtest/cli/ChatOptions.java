package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.CliException;
import dev.chatctl.description.Description;
import dev.chatctl.description.Descriptions;
import dev.chatctl.loadtest.plan.Chats;
import dev.chatctl.loadtest.plan.Feeder;
import dev.chatctl.loadtest.plan.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which chat it is, and who its clients are. */
final class ChatOptions {
  @Option(
      names = {"--chat", "--dialects"},
      paramLabel = "NAME|FILE",
      split = ",",
      description =
          "How clients speak: a shipped description or a file, see docs/chats.md; several are dealt"
              + " to listeners in turn (default: envelope).")
  List<String> chats = List.of();

  @Option(
      names = "--feeder",
      paramLabel = "FILE",
      description =
          "A row of values for each connection, CSV or JSON lines: ${client.NAME} in a"
              + " description.")
  @Nullable Path feeder;

  @Option(
      names = "--feeder-cycle",
      description = "Begin anew when the feeder has fewer rows than there are connections.")
  boolean feederCycle;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A file that holds ${token} of a description, such as the envelope's.")
  @Nullable Path tokenFile;

  /** What they say, or the envelope where something is wrong, which is noted. */
  Chats read(Map<String, String> environment, Problems problems) {
    List<Description> descriptions = new ArrayList<>();
    for (String name : chats.isEmpty() ? List.of("envelope") : chats) {
      try {
        descriptions.add(Descriptions.find(name));
      } catch (CliException e) {
        problems.add(e.getMessage() + e.hint().map(hint -> "\n hint: " + hint).orElse(""));
      }
    }
    try {
      return new Chats(
          descriptions.isEmpty() ? Chats.ENVELOPE.descriptions() : descriptions,
          feeder == null ? Feeder.NONE : Feeder.read(feeder, feederCycle),
          tokenFile == null ? Optional.empty() : Optional.of(Files.readString(tokenFile).strip()),
          named(environment, descriptions));
    } catch (IOException e) {
      problems.add(String.valueOf(e.getMessage()));
      return Chats.ENVELOPE;
    }
  }

  /** Of the environment only what a description names. */
  private static Map<String, String> named(
      Map<String, String> environment, List<Description> descriptions) {
    Map<String, String> named = new HashMap<>(environment);
    named
        .keySet()
        .retainAll(
            descriptions.stream()
                .flatMap(Description::templates)
                .flatMap(template -> template.names().stream())
                .filter(name -> name.startsWith("env."))
                .map(name -> name.substring("env.".length()))
                .toList());
    return named;
  }
}
