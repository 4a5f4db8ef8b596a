package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.CliException;
import dev.chatctl.description.ChatProtocol;
import dev.chatctl.loadtest.plan.Chats;
import dev.chatctl.loadtest.plan.Feeder;
import dev.chatctl.loadtest.plan.Problems;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which chat it is, and who its clients are. */
final class ChatOptions {
  @Option(
      names = {"--chat", "--dialects"},
      paramLabel = "NAME|FILE",
      split = ",",
      description =
          "How clients speak: a shipped description, a file, or a class of --classpath, see"
              + " docs/chats.md; several are dealt to listeners in turn (default: envelope).")
  List<String> chats = List.of();

  @Option(
      names = "--classpath",
      paramLabel = "JAR",
      description = "Jars with protocols in Java, one or several as for java -cp.")
  String classPath = "";

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

  /** Whether clients bring values of their own. */
  boolean sessions;

  /** What they say, or the envelope where something is wrong, which is noted. */
  Chats read(Map<String, String> environment, Problems problems) {
    List<ChatProtocol> protocols = protocols(problems);
    try {
      return new Chats(
          protocols.isEmpty() ? Chats.ENVELOPE.protocols() : protocols,
          feeder == null ? Feeder.NONE : Feeder.read(feeder, feederCycle),
          tokenFile == null ? Optional.empty() : Optional.of(Files.readString(tokenFile).strip()),
          named(environment, protocols),
          sessions);
    } catch (IOException e) {
      problems.add(String.valueOf(e.getMessage()));
      return Chats.ENVELOPE;
    }
  }

  private List<ChatProtocol> protocols(Problems problems) {
    List<ChatProtocol> found = new ArrayList<>();
    try {
      Protocols known =
          Protocols.on(
              Stream.of(classPath.split(File.pathSeparator, -1))
                  .filter(entry -> !entry.isEmpty())
                  .map(Path::of)
                  .toList());
      for (String name : chats.isEmpty() ? List.of("envelope") : chats) {
        try {
          found.add(known.find(name));
        } catch (CliException e) {
          note(e, problems);
        }
      }
    } catch (CliException e) {
      note(e, problems);
    }
    return found;
  }

  private static void note(CliException failure, Problems problems) {
    problems.add(failure.getMessage() + failure.hint().map(hint -> "\n hint: " + hint).orElse(""));
  }

  /** Of the environment only what a protocol names. */
  private static Map<String, String> named(
      Map<String, String> environment, List<ChatProtocol> protocols) {
    Map<String, String> named = new HashMap<>(environment);
    named
        .keySet()
        .retainAll(
            protocols.stream()
                .flatMap(protocol -> protocol.values().stream())
                .filter(name -> name.startsWith("env."))
                .map(name -> name.substring("env.".length()).replace("?", ""))
                .toList());
    return named;
  }
}
