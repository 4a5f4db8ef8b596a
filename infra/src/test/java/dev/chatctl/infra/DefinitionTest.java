package dev.chatctl.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"chat-api.json", "terraform/tests/fixtures/everything.json"})
  void aDefinitionFollowsItsSchema(String file) throws IOException {
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(read("chat-api.schema.json"));
    assertThat(schema.validate(read(file))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat-api.json", "terraform/tests/fixtures/everything.json"})
  void whatADefinitionRefersToIsThere(String file) throws IOException {
    JsonNode definition = read(file);
    JsonNode functions = definition.path("functions");
    JsonNode tables = definition.path("tables");
    JsonNode queues = definition.path("queues");

    assertThat(definition.path("routes"))
        .allMatch(route -> functions.has(route.path("function").asText()));
    if (definition.has("authorizer")) {
      assertThat(functions.has(definition.at("/authorizer/function").asText())).isTrue();
    }
    assertThat(functions)
        .allSatisfy(
            function -> {
              JsonNode permissions = function.path("permissions");
              assertThat(permissions.path("tables").fieldNames())
                  .toIterable()
                  .allMatch(tables::has);
              assertThat(permissions.path("indexes")).allMatch(name -> tables.has(name.asText()));
              assertThat(permissions.path("queues")).allMatch(name -> queues.has(name.asText()));
              if (function.at("/trigger").has("queue")) {
                assertThat(queues.has(function.at("/trigger/queue").asText())).isTrue();
              }
            });
  }

  private static JsonNode read(String file) throws IOException {
    return JSON.readTree(Path.of(file).toFile());
  }
}
