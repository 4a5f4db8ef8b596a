package dev.chatctl.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The results of {@code terraform test}, run once for all test classes. */
final class MockedRuns {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSED = "pass";
  private static final Pattern RUN = Pattern.compile("^run \"([^\"]+)\"", Pattern.MULTILINE);

  /**
   * One run block.
   *
   * @param problems what failed, empty when it passed
   * @param resources all that it deployed or planned to
   */
  record Run(String file, String name, boolean passed, String problems, List<JsonNode> resources) {
    Run {
      resources = List.copyOf(resources);
    }
  }

  private static final class Copy {
    static final Terraform TERRAFORM =
        new Terraform(Path.of("target", "terraform").toAbsolutePath());
  }

  private static final class Holder {
    static final List<Run> RUNS = runAll(Copy.TERRAFORM);
  }

  private MockedRuns() {}

  static List<Run> all() {
    return Holder.RUNS;
  }

  /** The copy of the configuration that the runs use. */
  static Terraform terraform() {
    return Copy.TERRAFORM;
  }

  /** The resources of one run. */
  static Stream<JsonNode> resourcesOf(String run, String type) {
    return all().stream()
        .filter(candidate -> candidate.name().equals(run))
        .flatMap(candidate -> candidate.resources().stream())
        .filter(resource -> resource.path("type").asText().equals(type));
  }

  /** Each deployed resource of this type in any run. */
  static Stream<JsonNode> resources(String type) {
    return all().stream()
        .flatMap(run -> run.resources().stream())
        .filter(resource -> resource.path("type").asText().equals(type));
  }

  // One process a file: a run is mostly waiting for the provider to describe itself.
  private static List<Run> runAll(Terraform terraform) {
    List<CompletableFuture<List<Run>>> files =
        testFiles(terraform.root()).stream()
            .map(file -> CompletableFuture.supplyAsync(() -> run(terraform, file)))
            .toList();
    return files.stream().flatMap(file -> file.join().stream()).toList();
  }

  private static List<String> testFiles(Path root) {
    try (Stream<Path> files = Files.list(root.resolve("tests"))) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith(".tftest.hcl"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Run> run(Terraform terraform, String file) {
    var result = terraform.run("test", "-json", "-verbose", "-filter=" + file);
    var status = new TreeMap<String, String>();
    declared(terraform.root().resolve(file)).forEach(run -> status.put(run, "not reported"));
    var problems = new TreeMap<String, StringBuilder>();
    var resources = new TreeMap<String, List<JsonNode>>();
    // One after the other: each of a plan's lines is megabytes.
    for (Iterator<String> lines = result.output().lines().iterator(); lines.hasNext(); ) {
      JsonNode line = parse(lines.next());
      String run = line.path("@testrun").asText("(the whole file)");
      switch (line.path("type").asText()) {
        case "test_run" -> {
          if (line.path("test_run").path("progress").asText().equals("complete")) {
            status.put(run, line.path("test_run").path("status").asText());
          }
        }
        case "diagnostic" -> {
          if (line.path("diagnostic").path("severity").asText().equals("error")) {
            status.put(run, "error");
            problems
                .computeIfAbsent(run, name -> new StringBuilder())
                .append(line.path("diagnostic").path("summary").asText())
                .append(": ")
                .append(line.path("diagnostic").path("detail").asText())
                .append('\n');
          }
        }
        case "test_state" ->
            resources.put(run, resourcesOf(line.path("test_state").path("root_module")));
        default -> {
          // Progress.
        }
      }
    }
    assertThat(result.exitCode())
        .as("terraform test of %s, whose runs ended so: %s", file, status)
        .isEqualTo(status.values().stream().allMatch(PASSED::equals) ? 0 : 1);
    var runs = new ArrayList<Run>();
    for (Map.Entry<String, String> entry : status.entrySet()) {
      String run = entry.getKey();
      runs.add(
          new Run(
              file,
              run,
              entry.getValue().equals(PASSED),
              problems.getOrDefault(run, new StringBuilder(entry.getValue())).toString(),
              resources.getOrDefault(run, List.of())));
    }
    return runs;
  }

  /** The runs that a file holds: what Terraform leaves out has not passed. */
  private static List<String> declared(Path file) {
    try {
      List<String> runs =
          RUN.matcher(Files.readString(file)).results().map(run -> run.group(1)).toList();
      assertThat(runs).as("the runs of %s", file).isNotEmpty();
      return runs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> resourcesOf(JsonNode module) {
    var resources = new ArrayList<JsonNode>();
    module.path("resources").forEach(resources::add);
    module.path("child_modules").forEach(child -> resources.addAll(resourcesOf(child)));
    return resources;
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("terraform test printed what is not JSON: " + line, e);
    }
  }
}
