package dev.chatctl.cli.output;

import dev.chatctl.cli.PrintableText;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Text, numbers, booleans, times, lists, maps and null as JSON; a number that JSON lacks is null.
 */
public final class JsonText {
  private static final String STEP = "  ";

  private final StringBuilder text = new StringBuilder();
  private final boolean pretty;

  private JsonText(boolean pretty) {
    this.pretty = pretty;
  }

  /** Over several lines, for people. */
  public static String pretty(@Nullable Object value) {
    return new JsonText(true).value(value, "\n").text.toString();
  }

  /** In one line. */
  public static String compact(@Nullable Object value) {
    return new JsonText(false).value(value, "").text.toString();
  }

  private JsonText value(@Nullable Object value, String newLine) {
    Object plain = Values.plain(value);
    if (plain instanceof Map<?, ?> map) {
      members('{', map.entrySet().iterator(), '}', newLine);
    } else if (plain instanceof Iterable<?> list) {
      members('[', list.iterator(), ']', newLine);
    } else if (plain == null || plain instanceof Boolean) {
      text.append(plain);
    } else if (plain instanceof Number number) {
      number(number);
    } else {
      text.append(PrintableText.json(plain.toString()));
    }
    return this;
  }

  private void members(char open, Iterator<?> members, char close, String newLine) {
    text.append(open);
    boolean empty = !members.hasNext();
    String inner = pretty ? newLine + STEP : "";
    while (members.hasNext()) {
      Object member = members.next();
      text.append(inner);
      if (member instanceof Map.Entry<?, ?> entry) {
        text.append(PrintableText.json(String.valueOf(entry.getKey())));
        text.append(pretty ? " : " : ":");
        value(entry.getValue(), inner);
      } else {
        value(member, inner);
      }
      text.append(members.hasNext() ? "," : "");
    }
    text.append(!pretty ? "" : empty ? " " : newLine).append(close);
  }

  private void number(Number number) {
    if (!(number instanceof Double || number instanceof Float)) {
      text.append(number.longValue());
    } else if (Values.isWhole(number.doubleValue())) {
      text.append(number.longValue());
    } else {
      text.append(Double.isFinite(number.doubleValue()) ? number : null);
    }
  }
}
