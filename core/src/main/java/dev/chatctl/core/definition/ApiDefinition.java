package dev.chatctl.core.definition;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What of the definition file programs read: what is deployed, and what the local stack runs.
 * Permissions are Terraform's alone. Maps keep the file's order.
 *
 * @param memoryMegabytes of each function
 * @param routeSelectionExpression how the gateway finds a message's route
 * @param authorizer the name of the function that is asked before {@code $connect}, if any
 */
public record ApiDefinition(
    String name,
    int memoryMegabytes,
    String routeSelectionExpression,
    Map<String, FunctionDefinition> functions,
    Map<String, RouteDefinition> routes,
    Optional<String> authorizer,
    Map<String, QueueDefinition> queues,
    Map<String, TableDefinition> tables) {

  private static final String RESOURCE = "chat-api.json";
  private static final int ROUTE_TIMEOUT_SECONDS = 29;
  private static final int RECEIVE_COUNT = 3;

  public ApiDefinition {
    functions = ordered(functions);
    routes = ordered(routes);
    queues = ordered(queues);
    tables = ordered(tables);
    for (RouteDefinition route : routes.values()) {
      mustExist("routes." + route.key() + ".function", route.function(), functions);
    }
    if (authorizer.isPresent()) {
      mustExist("authorizer.function", authorizer.get(), functions);
    }
    for (FunctionDefinition function : functions.values()) {
      if (function.queue().isPresent()) {
        mustExist("functions." + function.name() + ".queue", function.queue().get(), queues);
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
        Math.toIntExact(
            json.integer("memory_mb")
                .orElseThrow(() -> new JsonFormatException("memory_mb: absent (expected: MB)"))),
        json.require("route_selection_expression"),
        each(json.object("functions"), ApiDefinition::function),
        each(json.object("routes"), ApiDefinition::route),
        json.object("authorizer").string("function"),
        each(json.object("queues"), ApiDefinition::queue),
        each(json.object("tables"), ApiDefinition::table));
  }

  private static FunctionDefinition function(String name, JsonObject json)
      throws JsonFormatException {
    JsonObject trigger = json.object("trigger");
    return new FunctionDefinition(
        name,
        json.require("handler"),
        Duration.ofSeconds(json.integer("timeout_seconds").orElse(ROUTE_TIMEOUT_SECONDS)),
        trigger.string("queue"),
        trigger.string("schedule"));
  }

  private static QueueDefinition queue(String name, JsonObject json) {
    return new QueueDefinition(
        name, Math.toIntExact(json.integer("max_receive_count").orElse(RECEIVE_COUNT)));
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

  private static void mustExist(String where, String name, Map<String, ?> known) {
    if (!known.containsKey(name)) {
      throw new IllegalArgumentException(
          "%s: %s (expected: one of %s)".formatted(where, name, known.keySet()));
    }
  }

  private static <T> Map<String, T> ordered(Map<String, T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(String name, JsonObject json) throws JsonFormatException;
  }
}
