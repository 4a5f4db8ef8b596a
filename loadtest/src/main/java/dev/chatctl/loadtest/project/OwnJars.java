package dev.chatctl.loadtest.project;

import dev.chatctl.cli.ExitCode;
import dev.chatctl.description.ChatProtocol;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import picocli.CommandLine;

/**
 * The jars this program is made of, as a repository for Maven. Their version is a checksum: what
 * Maven has once copied from it is never that of another build.
 */
final class OwnJars {
  private static final String LIBRARY = "chatctl-loadtest";

  private final List<Path> jars;
  private final String version;

  private OwnJars(List<Path> jars, String version) {
    this.jars = jars;
    this.version = version;
  }

  /**
   * Those of this process.
   *
   * @throws IOException if it was not started from jars
   */
  static OwnJars find() throws IOException {
    List<Path> jars = new ArrayList<>();
    CRC32 checksum = new CRC32();
    for (Class<?> each :
        List.of(OwnJars.class, ChatProtocol.class, ExitCode.class, CommandLine.class)) {
      Path jar = jar(each);
      checksum.update(Files.readAllBytes(jar));
      jars.add(jar);
    }
    return new OwnJars(jars, "build-" + HexFormat.of().toHexDigits((int) checksum.getValue()));
  }

  private static Path jar(Class<?> of) throws IOException {
    try {
      Path jar = Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isRegularFile(jar)) {
        return jar;
      }
      throw new IOException(jar + " (expected: a jar; start this with chatctl)");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The version of all of them. */
  String version() {
    return version;
  }

  /** Copies them, each with a POM; that of the load test depends on the others. */
  void install(Path repository, Template template) throws IOException {
    StringBuilder others = new StringBuilder();
    for (Path jar : jars) {
      String artifact = jar.getFileName().toString().replaceFirst("-\\d.*", "");
      Path folder =
          Files.createDirectories(
              repository.resolve("dev/chatctl").resolve(artifact).resolve(version));
      String name = artifact + "-" + version;
      Files.copy(jar, folder.resolve(name + ".jar"));
      if (!artifact.equals(LIBRARY)) {
        others.append(template.with("artifact", artifact).text("dependency.xml"));
        Files.writeString(
            folder.resolve(name + ".pom"),
            template.with("artifact", artifact).with("more", "").text("artifact.pom"));
      }
    }
    Files.writeString(
        repository.resolve(
            "dev/chatctl/%s/%s/%s-%s.pom".formatted(LIBRARY, version, LIBRARY, version)),
        template
            .with("artifact", LIBRARY)
            .with("more", template.with("own", others.toString()).text("dependencies.xml"))
            .text("artifact.pom"));
  }
}
