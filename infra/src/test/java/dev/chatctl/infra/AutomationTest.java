package dev.chatctl.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What runs where nobody looks refers to what is there. */
class AutomationTest {
  private static final Path PROJECT = Path.of("..");

  @Test
  void aWorkflowRunsWhatThereIsAndMayOnlyRead() throws IOException {
    JsonNode workflow = read("workflows/build.yml");
    String makefile = Files.readString(PROJECT.resolve("Makefile"));

    assertThat(workflow.path("permissions").properties())
        .allMatch(permission -> permission.getValue().asText().equals("read"))
        .isNotEmpty();
    assertThat(workflow.path("jobs")).hasSize(2);
    for (JsonNode job : workflow.path("jobs")) {
      assertThat(job.path("timeout-minutes").isInt()).isTrue();
      for (JsonNode step : job.path("steps")) {
        String run = step.path("run").asText();
        if (run.startsWith("make ")) {
          assertThat(makefile).contains("\n" + run.substring("make ".length()) + ": ## ");
        } else if (run.startsWith(".")) {
          assertThat(PROJECT.resolve(run)).isExecutable();
        } else if (run.isEmpty()) {
          assertThat(step.path("uses").asText()).matches("[a-z-]+/[a-z-]+@v[0-9]+");
        }
      }
    }
  }

  @Test
  void updatesAreLookedForWhereLibrariesAreNamed() throws IOException {
    JsonNode bot = read("dependabot.yml");

    assertThat(bot.path("version").asInt()).isEqualTo(2);
    for (JsonNode update : bot.path("updates")) {
      String named =
          switch (update.path("package-ecosystem").asText()) {
            case "maven" -> "pom.xml";
            case "terraform" -> "versions.tf";
            case "github-actions" -> ".github/workflows";
            default -> "(unknown: " + update + ")";
          };
      assertThat(PROJECT.resolve("./" + update.path("directory").asText()).resolve(named)).exists();
      assertThat(update.at("/schedule/interval").asText()).isEqualTo("weekly");
    }
    assertThat(bot.path("updates")).hasSize(3);
  }

  private static JsonNode read(String file) throws IOException {
    return new YAMLMapper().readTree(PROJECT.resolve(".github").resolve(file).toFile());
  }
}
