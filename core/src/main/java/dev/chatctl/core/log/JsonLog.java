package dev.chatctl.core.log;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.Timestamps;
import dev.chatctl.core.metrics.Dimensions;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes log lines. Thread-safe: a line is one write. */
public final class JsonLog {
  private static final int MOST_CAUSES = 5;

  private final PrintStream out;
  private final Level least;
  private final Dimensions dimensions;
  private final InstantSource clock;

  /**
   * A log.
   *
   * @param dimensions what each line says of where it comes from
   */
  public JsonLog(PrintStream out, Level least, Dimensions dimensions, InstantSource clock) {
    this.out = out;
    this.least = least;
    this.dimensions = dimensions;
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

  /** A failure: its type and message, those of its causes, and where our code met it. */
  public void error(String event, Throwable failure, Json.Writer fields) {
    line(
        Level.ERROR,
        event,
        json -> {
          json.writeStringField("error_type", failure.getClass().getName());
          json.writeStringField("error", String.valueOf(failure.getMessage()));
          json.writeArrayFieldStart("causes");
          for (String text : causes(failure)) {
            json.writeString(text);
          }
          json.writeEndArray();
          json.writeStringField("at", ourFrame(failure));
          fields.write(json);
        });
  }

  /** A line of whatever shape, at any level but OFF: metrics feed alarms. */
  void raw(Json.Writer members) {
    if (least == Level.OFF) {
      return;
    }
    out.println(Json.text(members));
  }

  private static List<String> causes(Throwable failure) {
    return Stream.iterate(failure.getCause(), Objects::nonNull, Throwable::getCause)
        .limit(MOST_CAUSES)
        .map(cause -> cause.getClass().getName() + ": " + cause.getMessage())
        .toList();
  }

  // The SDK's own frames are the same for every failure of a service.
  private static String ourFrame(Throwable failure) {
    List<StackTraceElement> trace = List.of(failure.getStackTrace());
    return trace.stream()
        .filter(frame -> frame.getClassName().startsWith("dev.chatctl."))
        .findFirst()
        .or(() -> trace.stream().findFirst())
        .map(StackTraceElement::toString)
        .orElse("");
  }

  Dimensions dimensions() {
    return dimensions;
  }

  InstantSource clock() {
    return clock;
  }

  private void line(Level level, String event, Json.Writer fields) {
    if (level.compareTo(least) < 0) {
      return;
    }
    raw(
        json -> {
          json.writeStringField("timestamp", Timestamps.format(clock.instant()));
          json.writeStringField("level", level.name());
          dimensions.write(json);
          json.writeStringField("event", event);
          fields.write(json);
        });
  }
}
