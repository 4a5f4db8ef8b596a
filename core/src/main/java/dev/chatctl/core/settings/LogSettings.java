package dev.chatctl.core.settings;

import dev.chatctl.core.log.JsonLog;
import java.util.Arrays;
import java.util.Locale;

/** What is logged, and the names that logs and metrics carry. */
public record LogSettings(JsonLog.Level level, String service, String stage) {
  static LogSettings read(EnvironmentReader env) {
    var levels = Arrays.stream(JsonLog.Level.values()).map(Enum::name).toList();
    String level = env.oneOf("LOG_LEVEL", "INFO", levels);
    return new LogSettings(
        JsonLog.Level.valueOf(level.toUpperCase(Locale.ROOT)),
        env.text("SERVICE").orElse("chat"),
        env.text("STAGE").orElse("dev"));
  }
}
