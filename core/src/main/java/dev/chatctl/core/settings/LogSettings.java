package dev.chatctl.core.settings;

import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.metrics.Dimensions;
import java.util.Arrays;

/** What is logged, and the names that logs and metrics carry. */
public record LogSettings(JsonLog.Level level, Dimensions dimensions) {
  static LogSettings read(EnvironmentReader env) {
    var levels = Arrays.stream(JsonLog.Level.values()).map(Enum::name).toList();
    return new LogSettings(
        JsonLog.Level.valueOf(env.oneOf("LOG_LEVEL", "INFO", levels)),
        new Dimensions(env.text("SERVICE").orElse("chat"), env.text("STAGE").orElse("dev")));
  }
}
