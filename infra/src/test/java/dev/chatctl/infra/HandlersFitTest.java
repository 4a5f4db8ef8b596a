package dev.chatctl.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.chatctl.core.settings.ChatSettings;
import dev.chatctl.core.wire.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What Terraform tells the handlers is what they ask for. */
class HandlersFitTest {
  @Test
  void theHandlersAcceptTheEnvironmentTheyAreDeployedWith() {
    List<Map<String, String>> environments =
        MockedRuns.resources("aws_lambda_function")
            .filter(function -> function.at("/values/handler").asText().startsWith("dev.chatctl."))
            .map(
                function -> {
                  var environment = new HashMap<String, String>();
                  // Lambda sets it for every function.
                  environment.put("AWS_REGION", "eu-central-1");
                  function
                      .at("/values/environment/0/variables")
                      .properties()
                      .forEach(
                          variable ->
                              environment.put(variable.getKey(), variable.getValue().asText()));
                  return Map.copyOf(environment);
                })
            .distinct()
            .toList();

    assertThat(environments)
        .isNotEmpty()
        .allSatisfy(
            environment ->
                assertThatCode(() -> ChatSettings.fromEnvironment(environment))
                    .doesNotThrowAnyException());
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
}
