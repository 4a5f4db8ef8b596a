package dev.chatctl.admin.target;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Failures;
import dev.chatctl.core.discovery.LocalStackFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the target of a command. A value comes from the first of: its option, a context chosen by
 * an option, the environment, the current context. So {@code --local} means the local stack
 * whatever the shell exports, and an exported AWS_REGION still wins over what was once remembered.
 */
public final class Targets {
  private static final String LOCAL = "local";

  /** The environment variables that say a setting, the first that is set. */
  private static final Map<String, String[]> VARIABLES =
      Map.ofEntries(
          Map.entry("websocket_url", new String[] {"CHATCTL_URL"}),
          Map.entry(
              "management_endpoint",
              new String[] {"CHATCTL_ENDPOINT", "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI"}),
          Map.entry(
              "dynamodb_endpoint", new String[] {"AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL"}),
          Map.entry(
              "logs_endpoint",
              new String[] {"AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "AWS_ENDPOINT_URL"}),
          Map.entry("region", new String[] {"AWS_REGION", "AWS_DEFAULT_REGION"}),
          Map.entry("profile", new String[] {"AWS_PROFILE"}),
          Map.entry("tables.active_connections", new String[] {"ACTIVE_CONNECTIONS_TABLE"}),
          Map.entry("tables.session_history", new String[] {"SESSION_HISTORY_TABLE"}),
          Map.entry("tables.message_history", new String[] {"MESSAGE_HISTORY_TABLE"}),
          Map.entry("tables.rooms", new String[] {"ROOMS_TABLE"}),
          Map.entry("tables.limits", new String[] {"LIMITS_TABLE"}),
          Map.entry("tables.moderation", new String[] {"MODERATION_TABLE"}));

  private final TargetedInvocation invocation;
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  private Targets(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  /**
   * The target of this command.
   *
   * @throws CliException if a context is unknown, or the local stack does not run
   */
  public static Target of(TargetedInvocation invocation) {
    return new Targets(invocation).resolve();
  }

  /** The file in which the local stack leaves its addresses. */
  public static LocalStackFile localStack(TargetedInvocation invocation) {
    return LocalStackFile.of(invocation.env(), System.getProperty("user.name"));
  }

  private Target resolve() {
    GlobalOptions options = invocation.options();
    options.profile().ifPresent(value -> put("profile", value, "--profile"));
    options.region().ifPresent(value -> put("region", value, "--region"));
    options.chat().ifPresent(value -> put("chat", value, "--chat"));
    options.table().ifPresent(value -> put("tables.active_connections", value, "--table"));
    options
        .endpoint()
        .ifPresent(uri -> put("management_endpoint", uri.toString(), "--endpoint-url"));
    Optional<String> chosen = options.local() ? Optional.of(LOCAL) : options.context();
    chosen.ifPresent(this::add);
    VARIABLES.forEach(this::addVariable);
    Optional<String> context = chosen.or(() -> variable("CHATCTL_CONTEXT")).or(() -> current());
    if (chosen.isEmpty()) {
      context.ifPresent(this::add);
    }
    options.stage().ifPresent(this::replaceStage);
    return new Target(
        context.orElse("options and environment"), context.equals(Optional.of(LOCAL)), settings);
  }

  private Optional<String> current() {
    return Contexts.read(invocation.surroundings()).current();
  }

  private void add(String context) {
    if (context.equals(LOCAL)) {
      addAll(local(), "the running local stack");
      return;
    }
    Contexts contexts = Contexts.read(invocation.surroundings());
    addAll(
        contexts
            .find(context)
            .orElseThrow(
                () ->
                    CliException.usage(
                        "there is no context " + context,
                        contexts.contexts().isEmpty()
                            ? "chatctl context add makes one; `local` is the local stack"
                            : "there are "
                                + String.join(", ", contexts.contexts().keySet())
                                + " and local")),
        "context " + context);
  }

  private Map<String, String> local() {
    LocalStackFile file = localStack(invocation);
    try {
      return file.read()
          .map(Flat::of)
          .orElseThrow(
              () ->
                  new CliException(
                      ExitCode.UNAVAILABLE,
                      "no local stack is running (looked for " + file.path() + ")",
                      "start one in another terminal: chatctl local"));
    } catch (IOException e) {
      throw new CliException(
          ExitCode.USAGE, "the local stack's addresses cannot be read: " + Failures.reason(e));
    }
  }

  private void addAll(Map<String, String> values, String source) {
    values.forEach((name, value) -> put(name, value, source));
  }

  private void addVariable(String name, String[] variables) {
    for (String variable : variables) {
      variable(variable).ifPresent(value -> put(name, value, variable));
    }
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(invocation.env().get(name)).filter(value -> !value.isEmpty());
  }

  private void put(String name, String value, String source) {
    settings.putIfAbsent(name, new Setting(name, value, source));
  }

  private void replaceStage(String stage) {
    Setting endpoint = settings.get("management_endpoint");
    if (endpoint == null) {
      throw CliException.usage(
          "--stage: there is no endpoint to put " + stage + " into", "--endpoint-url says it");
    }
    String base = endpoint.value().replaceFirst("/+$", "");
    int slash = base.lastIndexOf('/');
    boolean hasStage = slash > base.indexOf("://") + 2;
    settings.put(
        endpoint.name(),
        new Setting(
            endpoint.name(),
            (hasStage ? base.substring(0, slash) : base) + "/" + stage,
            endpoint.source() + ", --stage"));
  }
}
