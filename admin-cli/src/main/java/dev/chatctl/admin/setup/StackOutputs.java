package dev.chatctl.admin.setup;

import dev.chatctl.cli.CliException;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the outputs of a stack of others say, by their values rather than their names: the WebSocket
 * URL, tables and functions by their ARNs. Read as {@code aws cloudformation describe-stacks},
 * {@code sam list stack-outputs --output json} and {@code terraform output -json} print them.
 */
final class StackOutputs {
  private static final Pattern URL = Pattern.compile("wss?://[^\\s\"]+");
  private static final Pattern REGION =
      Pattern.compile("\\.execute-api\\.([a-z0-9-]+)\\.amazonaws\\.com");
  private static final Pattern STACK = Pattern.compile("arn:[^:]+:cloudformation:([^:]+):.+");
  private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");
  private static final Pattern TABLE =
      Pattern.compile("arn:[^:]+:dynamodb:([^:]+):[^:]*:table/(.+)");
  private static final Pattern FUNCTION =
      Pattern.compile("arn:[^:]+:lambda:([^:]+):[^:]*:function:([^:]+)");

  private final Map<String, String> settings = new LinkedHashMap<>();

  private StackOutputs() {}

  /**
   * Reads a file.
   *
   * @throws CliException if it holds no outputs, or none with a WebSocket URL
   */
  static Map<String, String> read(Path file) {
    StackOutputs outputs = new StackOutputs();
    try {
      // An array is read as a member, since documents are objects.
      JsonObject json = Json.parseObject("{\"Outputs\":" + Files.readString(file) + "}");
      outputs.values(json).forEach(outputs::add);
    } catch (IOException e) {
      throw CliException.usage(
          "--from-stack: " + file + " cannot be read: " + e.getMessage(),
          "aws cloudformation describe-stacks --stack-name NAME > outputs.json makes one");
    } catch (JsonFormatException e) {
      throw CliException.usage(
          "--from-stack: " + file + " holds no outputs: " + e.getMessage(),
          "aws cloudformation describe-stacks --stack-name NAME > outputs.json makes one");
    }
    if (!outputs.settings.containsKey("websocket_url")) {
      throw CliException.usage(
          "--from-stack: " + file + " has no output that is a URL as in wss://HOST/STAGE",
          "--set websocket_url=... and --set management_endpoint=... say it instead");
    }
    return outputs.settings;
  }

  /** Names and values of outputs, wherever they are. */
  private Map<String, String> values(JsonObject json) {
    var values = new LinkedHashMap<String, String>();
    Optional<String> key = json.string("OutputKey");
    Optional<String> value = json.string("OutputValue");
    if (key.isPresent() && value.isPresent()) {
      values.put(key.get(), value.get());
    }
    for (String name : json.names()) {
      json.string(name).ifPresent(text -> values.putIfAbsent(name, text));
      JsonObject member = json.object(name);
      member.string("value").ifPresent(text -> values.put(name, text));
      Stream.concat(Stream.of(member), json.objects(name).stream())
          .filter(within -> !within.names().isEmpty())
          .forEach(within -> values.putAll(values(within)));
    }
    return values;
  }

  private void add(String name, String value) {
    Matcher url = URL.matcher(value);
    if (url.matches()) {
      settings.put("websocket_url", value);
      settings.put("management_endpoint", value.replaceFirst("^ws", "http"));
      Matcher region = REGION.matcher(value);
      if (region.find()) {
        settings.put("region", region.group(1));
      }
    }
    Matcher table = TABLE.matcher(value);
    if (table.matches()) {
      settings.putIfAbsent("region", table.group(1));
      settings.put(kind(name + " " + table.group(2)), table.group(2));
    }
    // A table by its name only, as in {"ConnectionsTableName": "chat-connections"}.
    if (name.toLowerCase(Locale.ROOT).contains("table") && TABLE_NAME.matcher(value).matches()) {
      settings.putIfAbsent(kind(name + " " + value), value);
    }
    if (name.equals("region")) {
      settings.putIfAbsent("region", value);
    }
    Matcher stack = STACK.matcher(value);
    if (stack.matches()) {
      settings.putIfAbsent("region", stack.group(1));
    }
    Matcher function = FUNCTION.matcher(value);
    if (function.matches()) {
      settings.putIfAbsent("region", function.group(1));
      settings.put("log_groups." + function.group(2), "/aws/lambda/" + function.group(2));
    }
  }

  /** Which table it is, by its names. */
  private static String kind(String names) {
    String lower = names.toLowerCase(Locale.ROOT);
    if (lower.contains("session")) {
      return "tables.session_history";
    }
    return List.of("message", "history").stream().anyMatch(lower::contains)
        ? "tables.message_history"
        : "tables.active_connections";
  }
}
