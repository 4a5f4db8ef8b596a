package dev.chatctl.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The configuration, copied to a folder of its own and initialised there. */
final class Terraform {
  private static final Path PROJECT = Path.of("..");
  private static final int MINUTES = 15;

  private final Path executable;
  private final Path root;

  /** Copies what the configuration reads into {@code folder}. */
  Terraform(Path folder) {
    this.executable = Tools.terraform();
    Path plugins = Tools.pluginFolder().toAbsolutePath();
    this.root = folder.resolve("infra/terraform");
    delete(folder);
    copy(PROJECT.resolve("infra/terraform"), root);
    copy(PROJECT.resolve("dashboards"), folder.resolve("dashboards"));
    copy(PROJECT.resolve("web/page"), folder.resolve("web/page"));
    copyFile(
        PROJECT.resolve("infra/chat-api.json"), folder.resolve("infra").resolve("chat-api.json"));
    assertThat(run("init", "-plugin-dir=" + plugins)).as("terraform init").returns(0, Result::exit);
  }

  Path root() {
    return root;
  }

  /** What a run printed, both streams in one, and how it ended. */
  record Result(int exit, String output) {}

  Result run(String... arguments) {
    var command = new ArrayList<String>(List.of(executable.toString()));
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile(root.getParent(), "output", ".txt");
      var builder =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().put("CHECKPOINT_DISABLE", "1");
      builder.environment().put("NO_COLOR", "1");
      builder.environment().put("TF_CLI_CONFIG_FILE", "/dev/null");
      builder.environment().put("TF_IN_AUTOMATION", "1");
      Process process = builder.start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(command + " took over " + MINUTES + " minutes");
      }
      return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
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
