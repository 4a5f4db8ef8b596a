package dev.chatctl.core.settings;

/** The deployed names of the tables in infra/chat-api.json. */
public record TableNames(
    String activeConnections,
    String sessionHistory,
    String messageHistory,
    String rooms,
    String limits) {
  /** In place of a table that a deployment does not have, as one of before there were limits. */
  public static final String NONE = "";

  static TableNames read(EnvironmentReader env) {
    return new TableNames(
        env.required("ACTIVE_CONNECTIONS_TABLE"),
        env.required("SESSION_HISTORY_TABLE"),
        env.required("MESSAGE_HISTORY_TABLE"),
        env.required("ROOMS_TABLE"),
        env.required("LIMITS_TABLE"));
  }
}
