package dev.chatctl.core.log;

import dev.chatctl.core.aws.Items;
import dev.chatctl.core.json.Json;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Writes log lines. Thread-safe: a line is one write. */
public final class JsonLog {
  /** Writes nothing. */
  public static final JsonLog NONE =
      new JsonLog(System.err, Level.OFF, "none", "none", InstantSource.system());

  private final PrintStream out;
  private final Level least;
  private final String service;
  private final String stage;
  private final InstantSource clock;

  public JsonLog(PrintStream out, Level least, String service, String stage, InstantSource clock) {
    this.out = out;
    this.least = least;
    this.service = service;
    this.stage = stage;
    this.clock = clock;
  }

  /** From chatty to silent. */
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR,
    OFF
  }

  public void info(String event, Json.Writer fields) {
    line(Level.INFO, event, fields);
  }

  public void warn(String event, Json.Writer fields) {
    line(Level.WARN, event, fields);
  }

  /** A failure: its type and message, and where it happened. */
  public void error(String event, Throwable failure, Json.Writer fields) {
    line(
        Level.ERROR,
        event,
        json -> {
          json.writeStringField("error_type", failure.getClass().getName());
          json.writeStringField("error", String.valueOf(failure.getMessage()));
          StackTraceElement[] trace = failure.getStackTrace();
          json.writeStringField("at", trace.length == 0 ? "" : trace[0].toString());
          fields.write(json);
        });
  }

  /** A line of whatever shape, such as embedded metrics. */
  public void raw(Level level, Json.Writer members) {
    if (level.compareTo(least) < 0) {
      return;
    }
    String line =
        new String(
            Json.write(
                json -> {
                  json.writeStartObject();
                  members.write(json);
                  json.writeEndObject();
                }),
            StandardCharsets.UTF_8);
    out.println(line);
  }

  String service() {
    return service;
  }

  String stage() {
    return stage;
  }

  InstantSource clock() {
    return clock;
  }

  private void line(Level level, String event, Json.Writer fields) {
    raw(
        level,
        json -> {
          json.writeStringField("timestamp", Items.timestamp(clock.instant()));
          json.writeStringField("level", level.name());
          json.writeStringField("service", service);
          json.writeStringField("stage", stage);
          json.writeStringField("event", event);
          fields.write(json);
        });
  }
}
