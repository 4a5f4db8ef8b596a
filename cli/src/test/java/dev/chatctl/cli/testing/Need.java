package dev.chatctl.cli.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a test may need that is no part of Maven or a JDK: programs, by any of their names. */
public enum Need {
  AWS_CLI("aws"),
  /** The folder to give to {@code terraform init -plugin-dir}. */
  AWS_PROVIDER {
    @Override
    public Optional<Path> find() {
      String configured = System.getenv("TF_PLUGIN_DIR");
      if (configured != null && !configured.isBlank()) {
        return Optional.of(Path.of(configured));
      }
      return Stream.concat(
              Stream.of(
                  Path.of(System.getProperty("user.home"), ".terraform.d", "plugins"),
                  Path.of("/usr/local/share/terraform/plugins"),
                  Path.of("/usr/share/terraform/plugins")),
              children(Path.of("/opt")))
          .filter(folder -> children(folder).anyMatch(Need::holdsProvider))
          .findFirst();
    }

    @Override
    public String toString() {
      return "Terraform's AWS provider (TF_PLUGIN_DIR: the folder that holds a registry's"
          + " hashicorp/aws)";
    }
  },
  BASH("bash"),
  /** What a whole build lists its parts in; a run of single tests does without. */
  BILL_OF_MATERIALS {
    @Override
    public Optional<Path> find() {
      return Optional.of(Path.of("..", "target", "bom.json")).filter(Files::exists);
    }

    @Override
    public String toString() {
      return "target/bom.json (make sbom)";
    }
  },
  CHROMIUM("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
  FULL_DISK {
    @Override
    public Optional<Path> find() {
      return Optional.of(Path.of("/dev/full")).filter(Files::exists);
    }

    @Override
    public String toString() {
      return "/dev/full";
    }
  },
  JQ("jq"),
  MAKE("make"),
  MOTO("moto_server"),
  NODE("node"),
  NPM("npm"),
  PS("ps"),
  PYTHON("python3"),
  PYTHON_YAML {
    @Override
    public Optional<Path> find() {
      return PYTHON.find().filter(python -> runs(python, "-c", "import yaml"));
    }

    @Override
    public String toString() {
      return "python3 on the PATH, with its module yaml";
    }
  },
  TERRAFORM("terraform"),
  TMUX("tmux");

  private final String programs;

  Need(String... programs) {
    this.programs = String.join(" or ", programs);
  }

  /** Where it is on this machine. */
  public Optional<Path> find() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(
            folder -> Stream.of(programs.split(" or ")).map(program -> Path.of(folder, program)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Where it is, for a test that is marked with {@link Needs}. */
  public Path path() {
    return find()
        .orElseThrow(() -> new IllegalStateException("a test of it needs @Needs(" + name() + ")"));
  }

  /** What to have on this machine. */
  @Override
  public String toString() {
    return programs + " on the PATH";
  }

  private static boolean runs(Path program, String... arguments) {
    try {
      var command = new ArrayList<>(List.of(program.toString()));
      command.addAll(List.of(arguments));
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether this folder of a registry's host holds the provider. */
  private static boolean holdsProvider(Path host) {
    return Files.isDirectory(host.resolve("hashicorp").resolve("aws"));
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
