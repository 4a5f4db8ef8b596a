package dev.chatctl.cli.output;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of rows of a kind, and one field of their documents.
 *
 * @param key its name in documents and {@code --columns}
 * @param value a String, Number, Boolean, Instant, Duration (in documents seconds), List, Map or
 *     null
 * @param wide shown by {@code -o wide} only; documents always hold it
 */
public record Column<T>(String key, Function<T, @Nullable Object> value, boolean wide) {
  public static <T> Column<T> of(String key, Function<T, @Nullable Object> value) {
    return new Column<>(key, value, false);
  }

  public static <T> Column<T> wide(String key, Function<T, @Nullable Object> value) {
    return new Column<>(key, value, true);
  }

  /** The same of rows that have such a row in them. */
  public <R> Column<R> of(Function<R, T> part) {
    return new Column<>(key, row -> value.apply(part.apply(row)), wide);
  }

  String heading() {
    return key.toUpperCase(Locale.ROOT).replace('_', ' ');
  }
}
