package dev.chatctl.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import dev.chatctl.core.settings.AuthSettings;
import dev.chatctl.core.settings.BackendSettings;
import dev.chatctl.core.wire.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Terraform tells the handlers is what they ask for. */
@Needs({Need.TERRAFORM, Need.AWS_PROVIDER})
class HandlersFitTest {
  private static final String AUTHORIZER = "dev.chatctl.handlers.auth.AuthorizerHandler";

  @Test
  void theHandlersAcceptTheEnvironmentTheyAreDeployedWith() {
    assertThat(functions()).extracting(HandlersFitTest::handler).contains(AUTHORIZER);
    assertThat(functions())
        .allSatisfy(
            function ->
                assertThatCode(() -> read(function, environment(function)))
                    .doesNotThrowAnyException());
  }

  /** A name that is misspelt, or that nobody asks for any more, would be set in vain. */
  @Test
  void theHandlersAskForAllThatTerraformSets() {
    var asked = new TreeSet<String>();
    for (JsonNode function : functions()) {
      read(
          function,
          new HashMap<>(environment(function)) {
            @Override
            public @Nullable String get(Object name) {
              asked.add((String) name);
              return super.get(name);
            }
          });
    }

    assertThat(functions())
        .flatMap(function -> environment(function).keySet())
        .contains("JWKS_URL", "JWT_SECRET_ARN", "FAN_OUT_QUEUE_URL")
        .allMatch(asked::contains);
  }

  @Test
  void aDefaultDialectCanBeEachThatThereIs() throws IOException {
    String variables = Files.readString(Path.of("terraform", "variables.tf"));
    var accepted =
        Pattern.compile("contains\\(\\[([^]]*)], var\\.default_dialect\\)").matcher(variables);

    assertThat(accepted.find()).isTrue();
    assertThat(accepted.group(1).replace("\"", "").split(", "))
        .as("the names that variable default_dialect accepts")
        .containsExactlyElementsOf(Dialects.names());
  }

  /** What a function does with its environment when it starts. */
  private static void read(JsonNode function, Map<String, String> environment) {
    if (handler(function).equals(AUTHORIZER)) {
      AuthSettings.fromEnvironment(environment);
    } else {
      BackendSettings.fromEnvironment(environment);
    }
  }

  private static List<JsonNode> functions() {
    return MockedRuns.resources("aws_lambda_function")
        .filter(function -> handler(function).startsWith("dev.chatctl."))
        .toList();
  }

  private static String handler(JsonNode function) {
    return function.at("/values/handler").asText();
  }

  private static Map<String, String> environment(JsonNode function) {
    var environment = new HashMap<String, String>();
    // Lambda sets it for every function.
    environment.put("AWS_REGION", "eu-central-1");
    function
        .at("/values/environment/0/variables")
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
    return environment;
  }
}
