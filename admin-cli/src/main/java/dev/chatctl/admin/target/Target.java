package dev.chatctl.admin.target;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.core.capacity.Quota;
import dev.chatctl.core.moderation.ModerationTable;
import dev.chatctl.core.settings.TableNames;
import dev.chatctl.description.Description;
import dev.chatctl.description.Descriptions;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chat a command works on.
 *
 * @param name for people: the context's name, or where the values come from
 * @param local whether it is the stack on this machine, which checks no credentials
 */
public record Target(String name, boolean local, Map<String, Setting> settings) {
  /** The names of single values, in the order people read them. */
  public static final List<String> NAMES =
      List.of(
          "websocket_url",
          "management_endpoint",
          "dynamodb_endpoint",
          "logs_endpoint",
          "region",
          "profile",
          "chat",
          "tables.active_connections",
          "tables.session_history",
          "tables.message_history",
          "tables.rooms",
          "tables.limits",
          "tables.moderation",
          "request_quota",
          "audit_retention_days");

  private static final String LOG_GROUP = "log_groups.";
  private static final String NAME_ONE =
      "--local works on the local stack; chatctl context add NAME --from-terraform DIR"
          + " remembers a deployed one";

  public Target {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  public Optional<String> value(String name) {
    return Optional.ofNullable(settings.get(name)).map(Setting::value);
  }

  /**
   * The value as a URL.
   *
   * @throws CliException if it is none
   */
  public Optional<URI> url(String name) {
    return Optional.ofNullable(settings.get(name)).map(Target::url);
  }

  public String require(String name) {
    return value(name)
        .orElseThrow(
            () ->
                CliException.usage(
                    name + " is not known (target: " + this.name + ")",
                    name.equals("region")
                        ? "--region, AWS_REGION or a context says it; --local is the local stack"
                        : NAME_ONE));
  }

  public TableNames tables() {
    return new TableNames(
        require("tables.active_connections"),
        require("tables.session_history"),
        require("tables.message_history"),
        require("tables.rooms"),
        value("tables.limits").orElse(TableNames.NONE));
  }

  /**
   * The chat as it is described, unless it is our own.
   *
   * @throws CliException if the description cannot be used
   */
  public Optional<Description> chat() {
    return value("chat").filter(chat -> !chat.equals("envelope")).map(Descriptions::find);
  }

  /** The names of a described chat's tables, as far as somebody says them of this chat. */
  public Map<String, String> describedTables() {
    var names = new LinkedHashMap<String, String>();
    Map.of(
            "connections", "tables.active_connections",
            "sessions", "tables.session_history",
            "messages", "tables.message_history")
        .forEach(
            (kind, name) ->
                Optional.ofNullable(settings.get(name))
                    .filter(this::isOfTheChat)
                    .ifPresent(table -> names.put(kind, table.value())));
    return names;
  }

  // Where only the chat is said anew, a context's tables are those of another.
  private boolean isOfTheChat(Setting table) {
    Setting chat = settings.get("chat");
    return table.source().equals(chat == null ? "" : chat.source())
        || !table.source().matches("context .*|the running local stack");
  }

  /**
   * What the account may do: as the target says, or else what it begins with in the region.
   *
   * @throws CliException if the target says something else than a number
   */
  public Quota quota() {
    return Quota.of(
        value("request_quota").map(Target::requests).orElseGet(() -> initialQuota().requests()));
  }

  /** What AWS gives an account in the region to begin with. */
  public Quota initialQuota() {
    return Quota.of(Quota.requestsIn(require("region")));
  }

  /**
   * For how long what operators do is kept.
   *
   * @throws CliException if the target says something else than a number of days
   */
  public Duration auditRetention() {
    return value("audit_retention_days")
        .map(text -> Duration.ofDays(number("audit_retention_days", text, "days, such as 365")))
        .orElse(ModerationTable.AUDIT_RETENTION);
  }

  private static int requests(String text) {
    return number("request_quota", text, "requests a second, such as 10000");
  }

  private static int number(String name, String text, String expected) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw CliException.usage(
          "%s: %s (expected: %s)".formatted(name, text, expected),
          "chatctl context show prints every value and where it comes from");
    }
    return Integer.parseInt(text);
  }

  /** Log groups by function, as far as they are known. */
  public Map<String, String> logGroups() {
    var groups = new LinkedHashMap<String, String>();
    settings.forEach(
        (name, setting) -> {
          if (name.startsWith(LOG_GROUP)) {
            groups.put(name.substring(LOG_GROUP.length()), setting.value());
          }
        });
    return groups;
  }

  private static URI url(Setting setting) {
    try {
      URI uri = URI.create(setting.value());
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // told below, like a URL without a host
    }
    throw new CliException(
        ExitCode.USAGE,
        "%s: %s (expected: a URL; from %s)"
            .formatted(setting.name(), setting.value(), setting.source()),
        "chatctl context show prints every value and where it comes from");
  }
}
