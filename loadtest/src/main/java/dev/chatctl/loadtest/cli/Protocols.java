package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.Guess;
import dev.chatctl.description.ChatProtocol;
import dev.chatctl.description.Description;
import dev.chatctl.description.Descriptions;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** How clients may speak: the classes on a class path, shipped descriptions, and files. */
final class Protocols {
  private static final String HELP = "docs/chats.md has the interface and what its jar needs";

  private final List<ChatProtocol> inCode;

  private Protocols(List<ChatProtocol> inCode) {
    this.inCode = inCode;
  }

  /**
   * With those in these jars and folders, besides the program's own class path.
   *
   * @throws CliException if one cannot be used, or brings none; exit code 2
   */
  static Protocols on(List<Path> classPath) {
    ClassLoader loader =
        new URLClassLoader(
            classPath.stream().map(Protocols::url).toArray(URL[]::new),
            Protocols.class.getClassLoader());
    List<ChatProtocol> found = new ArrayList<>();
    try {
      ServiceLoader.load(ChatProtocol.class, loader).forEach(found::add);
      found.forEach(Protocols::check);
    } catch (ServiceConfigurationError | LinkageError e) {
      throw CliException.usage("--classpath: " + reason(e), HELP);
    }
    if (!classPath.isEmpty()
        && found.stream().noneMatch(each -> loader.equals(each.getClass().getClassLoader()))) {
      throw CliException.usage(
          "--classpath: no protocol there (expected: META-INF/services/"
              + ChatProtocol.class.getName()
              + " in it, with the name of a class that implements it)",
          HELP);
    }
    return new Protocols(found);
  }

  private static URL url(Path entry) {
    try {
      if (!Files.isDirectory(entry)) {
        new ZipFile(entry.toFile()).close();
      }
      return entry.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw CliException.usage(
          "--classpath: %s (expected: a jar, or a folder of classes; %s)"
              .formatted(entry, Files.exists(entry) ? e.getMessage() : "there is no such file"),
          HELP);
    }
  }

  private static void check(ChatProtocol protocol) {
    String name = protocol.name();
    if (name == null || name.isBlank() || name.contains(",")) {
      throw CliException.usage(
          "--classpath: %s has the name %s (expected: a word without commas)"
              .formatted(protocol.getClass().getName(), name),
          HELP);
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure.getMessage() + (cause == null ? "" : ": " + cause);
  }

  /**
   * The one of that name.
   *
   * @throws CliException if there is none, or more than one; exit code 2
   */
  ChatProtocol find(String nameOrFile) {
    List<ChatProtocol> named =
        inCode.stream().filter(each -> each.name().equals(nameOrFile)).toList();
    boolean shipped = Descriptions.SHIPPED.contains(nameOrFile);
    if (named.size() > 1 || (!named.isEmpty() && shipped)) {
      throw CliException.usage(
          "--chat: %s is the name of %s (expected: of one only)"
              .formatted(
                  nameOrFile,
                  String.join(
                      " and ",
                      Stream.concat(
                              named.stream().map(each -> each.getClass().getName()),
                              shipped ? Stream.of("a shipped description") : Stream.empty())
                          .toList())),
          "take one of them off the class path, or have name() say something else");
    }
    if (!named.isEmpty()) {
      return named.getFirst();
    }
    if (!inCode.isEmpty() && !shipped && !Files.exists(Path.of(nameOrFile))) {
      List<String> names = inCode.stream().map(ChatProtocol::name).sorted().toList();
      throw CliException.usage(
          "--chat: %s (expected: a file, a shipped description, or of the class path %s)"
              .formatted(nameOrFile, String.join(", ", names)),
          Guess.closestTo(nameOrFile, names)
              .map(meant -> "did you mean " + meant + "?")
              .orElse(HELP));
    }
    return described(nameOrFile);
  }

  private static Description described(String nameOrFile) {
    Description description = Descriptions.find(nameOrFile);
    if (description.speech().say().isEmpty()) {
      throw CliException.usage(
          "--chat: " + nameOrFile + " says nothing",
          "add a line \"say\" to it, the frame with ${text}; docs/chats.md");
    }
    return description;
  }
}
