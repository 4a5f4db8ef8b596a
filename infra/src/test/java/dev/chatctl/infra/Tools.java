package dev.chatctl.infra;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the programs these tests drive. A test whose program is missing says so and is skipped. */
final class Tools {
  private static final Path PROVIDER = Path.of("hashicorp", "aws");

  private Tools() {}

  static Path terraform() {
    return program("terraform");
  }

  static Path motoServer() {
    return program("moto_server");
  }

  /** The folder to give to {@code terraform init -plugin-dir}. */
  static Path pluginFolder() {
    String configured = System.getenv("TF_PLUGIN_DIR");
    if (configured != null && !configured.isBlank()) {
      return Path.of(configured);
    }
    return Stream.concat(
            Stream.of(
                Path.of(System.getProperty("user.home"), ".terraform.d", "plugins"),
                Path.of("/usr/local/share/terraform/plugins"),
                Path.of("/usr/share/terraform/plugins")),
            children(Path.of("/opt")))
        .filter(Tools::holdsProvider)
        .findFirst()
        .orElseGet(
            () ->
                abort(
                    "the AWS provider is not installed: point TF_PLUGIN_DIR at the folder that"
                        + " holds "
                        + PROVIDER));
  }

  /** Terraform's layout: a folder for each host that providers come from. */
  private static boolean holdsProvider(Path folder) {
    return children(folder).anyMatch(host -> Files.isDirectory(host.resolve(PROVIDER)));
  }

  private static Path program(String name) {
    return onPath(name).orElseGet(() -> abort(name + " is not on the PATH"));
  }

  private static Optional<Path> onPath(String name) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Stream<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
