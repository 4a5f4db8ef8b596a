package dev.chatctl.loadtest.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A Maven project with a simulation and a description, to be edited. */
public final class LoadTestProject {
  private LoadTestProject() {}

  /**
   * Writes one.
   *
   * @param folder empty, or not there yet
   * @param description of the chat
   * @throws IOException if it cannot be written, or the folder is not empty
   */
  public static void write(Path folder, String description) throws IOException {
    OwnJars jars = OwnJars.find();
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw new IOException("not empty");
      }
    }
    Template template = Template.ofThisBuild().with("version", jars.version());
    jars.install(folder.resolve("repository"), template);
    Files.writeString(folder.resolve("chat.json"), description);
    for (String name : new String[] {"pom.xml", "README.md"}) {
      Files.writeString(folder.resolve(name), template.text(name));
    }
    Path sources = Files.createDirectories(folder.resolve("src/test/java/chat"));
    Files.writeString(
        sources.resolve("BroadcastSimulation.java"), template.text("BroadcastSimulation.java"));
  }
}
