package dev.chatctl.cli.testing;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command that runs a class of the class path under test as a program of its own. */
public final class JavaCommand {
  private JavaCommand() {}

  /**
   * The words up to the class's own arguments.
   *
   * @param main the name of the class
   * @param options for its JVM, which otherwise starts as fast as it can
   */
  public static List<String> of(String main, String... options) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    words.addAll(List.of(options));
    words.addAll(List.of("-cp", classPath(), main));
    return words;
  }

  /** From wherever it is started. */
  private static String classPath() {
    String entries =
        System.getProperty(
            "surefire.test.class.path", requireNonNull(System.getProperty("java.class.path")));
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(entries)
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
