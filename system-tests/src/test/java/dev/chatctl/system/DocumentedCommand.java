package dev.chatctl.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command that a document shows: a line of a fenced block without a language, or code in a
 * sentence that begins with {@code ./chatctl}.
 */
record DocumentedCommand(String document, String line) {
  private static final Pattern BLOCK =
      Pattern.compile("^```\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern INLINE = Pattern.compile("`(\\./chatctl [a-z-][^`]+)`");
  private static final Pattern COMMAND =
      Pattern.compile(
          "(\\.{1,2}/|bash |cd |chatctl |curl |make|moto_server |mvn |terraform |tools/).*");
  private static final Pattern COMMENT = Pattern.compile("\\s+# .*$");

  /** Every one, in the order a reader meets them, each once. */
  static List<DocumentedCommand> all() {
    return documents().stream().flatMap(DocumentedCommand::in).distinct().toList();
  }

  /** Whether it is shown for the figure that it measures. */
  boolean isMeasurement() {
    return document.equals("docs/benchmarks.md");
  }

  /** README, CONTRIBUTING and docs. */
  static List<Path> documents() {
    try (Stream<Path> docs = Files.list(Modules.PROJECT.resolve("docs"))) {
      var all =
          new ArrayList<>(docs.filter(file -> file.toString().endsWith(".md")).sorted().toList());
      all.addFirst(Modules.PROJECT.resolve("CONTRIBUTING.md"));
      all.addFirst(Modules.PROJECT.resolve("README.md"));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<DocumentedCommand> in(Path document) {
    String text = Modules.text(document);
    var lines = new ArrayList<String>();
    BLOCK
        .matcher(text)
        .results()
        .flatMap(block -> block.group(1).replace("\\\n", " ").lines())
        .map(line -> COMMENT.matcher(line).replaceAll("").strip())
        .filter(line -> COMMAND.matcher(line).matches())
        .forEach(lines::add);
    INLINE.matcher(text).results().map(code -> code.group(1)).forEach(lines::add);
    String name = Modules.PROJECT.relativize(document).toString();
    return lines.stream().map(line -> new DocumentedCommand(name, line));
  }

  @Override
  public String toString() {
    return document + ": " + line;
  }
}
