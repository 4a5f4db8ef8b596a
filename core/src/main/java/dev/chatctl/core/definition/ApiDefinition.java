package dev.chatctl.core.definition;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The whole definition: what is deployed, and what the local stack runs. Maps keep the file's
 * order.
 *
 * @param routeSelectionExpression how the gateway finds a message's route
 */
public record ApiDefinition(
    String name,
    String routeSelectionExpression,
    Map<String, FunctionDefinition> functions,
    Map<String, RouteDefinition> routes,
    Map<String, TableDefinition> tables) {

  private static final String RESOURCE = "chat-api.json";

  public ApiDefinition {
    functions = ordered(functions);
    routes = ordered(routes);
    tables = ordered(tables);
    for (RouteDefinition route : routes.values()) {
      if (!functions.containsKey(route.function())) {
        throw new IllegalArgumentException(
            "routes.%s.function: %s (expected: one of %s)"
                .formatted(route.key(), route.function(), functions.keySet()));
      }
    }
  }

  /** The definition this jar was built with. */
  public static ApiDefinition load() {
    try (InputStream in = ApiDefinition.class.getResourceAsStream(RESOURCE)) {
      return read(Objects.requireNonNull(in, RESOURCE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonFormatException e) {
      throw new IllegalStateException(RESOURCE + ": " + e.getMessage(), e);
    }
  }

  static ApiDefinition read(InputStream in) throws IOException, JsonFormatException {
    JsonObject json = Json.parseObject(in);
    return new ApiDefinition(
        json.require("name"),
        json.require("route_selection_expression"),
        each(json.object("functions"), ApiDefinition::function),
        each(json.object("routes"), ApiDefinition::route),
        each(json.object("tables"), ApiDefinition::table));
  }

  private static FunctionDefinition function(String name, JsonObject json)
      throws JsonFormatException {
    return new FunctionDefinition(name, json.require("handler"));
  }

  private static RouteDefinition route(String key, JsonObject json) throws JsonFormatException {
    return new RouteDefinition(key, json.require("function"), json.isTrue("route_response"));
  }

  private static TableDefinition table(String name, JsonObject json) throws JsonFormatException {
    return new TableDefinition(
        name,
        key(json.object("partition_key")),
        json.has("sort_key") ? Optional.of(key(json.object("sort_key"))) : Optional.empty(),
        json.string("ttl_attribute"));
  }

  private static KeyDefinition key(JsonObject json) throws JsonFormatException {
    return new KeyDefinition(json.require("name"), json.require("type"));
  }

  private static <T> Map<String, T> each(JsonObject json, Reader<T> reader)
      throws JsonFormatException {
    var values = new LinkedHashMap<String, T>();
    for (String name : json.names()) {
      values.put(name, reader.read(name, json.object(name)));
    }
    return values;
  }

  private static <T> Map<String, T> ordered(Map<String, T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(String name, JsonObject json) throws JsonFormatException;
  }
}
