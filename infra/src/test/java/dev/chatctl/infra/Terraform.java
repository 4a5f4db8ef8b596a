package dev.chatctl.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.testing.Finished;
import dev.chatctl.cli.testing.Need;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The configuration, copied to a folder of its own and initialised there. */
final class Terraform {
  private static final Path PROJECT = Path.of("..");

  private final Path executable;
  private final Path root;

  /** Copies what the configuration reads into {@code folder}. */
  Terraform(Path folder) {
    this.executable = Need.TERRAFORM.path();
    Path plugins = Need.AWS_PROVIDER.path().toAbsolutePath();
    this.root = folder.resolve("infra/terraform");
    delete(folder);
    copy(PROJECT.resolve("infra/terraform"), root);
    copy(PROJECT.resolve("dashboards"), folder.resolve("dashboards"));
    copy(PROJECT.resolve("web/page"), folder.resolve("web/page"));
    copyFile(
        PROJECT.resolve("infra/chat-api.json"), folder.resolve("infra").resolve("chat-api.json"));
    assertThat(run("init", "-plugin-dir=" + plugins))
        .as("terraform init")
        .returns(0, Finished::exitCode);
  }

  Path root() {
    return root;
  }

  Finished run(String... arguments) {
    var command = new ArrayList<String>(List.of(executable.toString()));
    command.addAll(List.of(arguments));
    try {
      var builder = new ProcessBuilder(command).directory(root.toFile());
      builder.environment().put("CHECKPOINT_DISABLE", "1");
      builder.environment().put("NO_COLOR", "1");
      builder.environment().put("TF_CLI_CONFIG_FILE", "/dev/null");
      builder.environment().put("TF_IN_AUTOMATION", "1");
      return Finished.of(builder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  // Links to the provider are deleted, not followed.
  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      files
          .filter(file -> Files.isRegularFile(file) && isSource(from.relativize(file)))
          .forEach(file -> copyFile(file, to.resolve(from.relativize(file).toString())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSource(Path file) {
    return Stream.of(".terraform", "target", "src").noneMatch(file::startsWith)
        && !file.toString().contains("tfstate")
        && !file.toString().endsWith(".lock.hcl");
  }

  private static void copyFile(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
