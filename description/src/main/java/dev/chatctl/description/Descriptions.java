package dev.chatctl.description;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.Guess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Where descriptions come from: those that are shipped by name, and files. */
public final class Descriptions {
  /** The shipped ones. Those after {@code phoenix} are our own backend's other dialects. */
  public static final List<String> SHIPPED =
      List.of(
          "envelope",
          "aws-doc-sdk",
          "julien-muke",
          "simple-websockets",
          "serverless-patterns",
          "biagolini",
          "websocket-chat-application",
          "socket.io",
          "stomp",
          "graphql-transport-ws",
          "phoenix",
          "name-text",
          "message-text",
          "data-text",
          "message-json");

  private Descriptions() {}

  /**
   * A shipped description by its name, or a file.
   *
   * @throws CliException with everything that is wrong with it, by line; exit code 2
   */
  public static Description find(String nameOrFile) {
    String text = text(nameOrFile);
    try {
      return DescriptionReader.read(nameOrFile, text);
    } catch (DescriptionException e) {
      throw CliException.usage(
          e.problems().stream()
              .map(problem -> nameOrFile + ":" + problem.line() + ": " + problem.message())
              .collect(Collectors.joining("\nerror: ")),
          "docs/chats.md tells what may be said of a chat");
    }
  }

  /** The file as it is, or the shipped description. */
  public static String text(String nameOrFile) {
    return SHIPPED.contains(nameOrFile) ? resource(nameOrFile + ".json") : file(nameOrFile);
  }

  /** The schema that descriptions keep to. */
  public static String schema() {
    return resource("chat.schema.json");
  }

  private static String file(String name) {
    try {
      return Files.readString(Path.of(name));
    } catch (NoSuchFileException e) {
      throw CliException.usage(
          "--chat: " + name + " (expected: a file, or one of " + String.join(", ", SHIPPED) + ")",
          Guess.closestTo(name, SHIPPED)
              .map(meant -> "did you mean " + meant + "?")
              .orElse("chatctl describe --check FILE tells what is wrong with one"));
    } catch (IOException e) {
      throw CliException.usage(
          "--chat: " + name + ": " + e.getMessage(), "a description is a file of JSON in UTF-8");
    }
  }

  private static String resource(String name) {
    try (InputStream in = Descriptions.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
