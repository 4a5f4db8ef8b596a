package dev.chatctl.loadtest.report;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/** Formats the same in every locale. */
final class Text {
  private Text() {}

  @FormatMethod
  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
