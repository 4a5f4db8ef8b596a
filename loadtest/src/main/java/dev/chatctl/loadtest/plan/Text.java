package dev.chatctl.loadtest.plan;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/** Formats the same in every locale. */
public final class Text {
  private Text() {}

  /** As {@link String#format(String, Object...)} in no country. */
  @FormatMethod
  public static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
