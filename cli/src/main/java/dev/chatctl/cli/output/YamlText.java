package dev.chatctl.cli.output;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Plain values as YAML 1.2; text that could be read as anything else is quoted as in JSON. */
final class YamlText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./@-]*");
  private static final Pattern WORD_WITH_MEANING =
      Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n|nan|inf");

  private YamlText() {}

  static String of(@Nullable Object value) {
    var text = new StringBuilder();
    if (isBlock(value)) {
      block(text, value, 0);
    } else {
      text.append(scalar(value)).append('\n');
    }
    return text.toString();
  }

  private static void block(StringBuilder text, @Nullable Object value, int indent) {
    if (value instanceof Map<?, ?> map) {
      boolean first = true;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        text.repeat(' ', first ? 0 : indent).append(scalar(String.valueOf(entry.getKey())));
        first = false;
        member(text.append(':'), entry.getValue(), indent + 2);
      }
    } else if (value instanceof List<?> list) {
      boolean first = true;
      for (Object element : list) {
        text.repeat(' ', first ? 0 : indent).append('-');
        first = false;
        if (isBlock(element)) {
          block(text.append(' '), element, indent + 2);
        } else {
          text.append(' ').append(scalar(element)).append('\n');
        }
      }
    }
  }

  private static void member(StringBuilder text, @Nullable Object value, int indent) {
    if (isBlock(value)) {
      block(text.append('\n').repeat(' ', indent), value, indent);
    } else {
      text.append(' ').append(scalar(value)).append('\n');
    }
  }

  private static boolean isBlock(@Nullable Object value) {
    return (value instanceof Map<?, ?> map && !map.isEmpty())
        || (value instanceof List<?> list && !list.isEmpty());
  }

  private static String scalar(@Nullable Object value) {
    if (value instanceof String text
        && PLAIN.matcher(text).matches()
        && !WORD_WITH_MEANING.matcher(text).matches()) {
      return text;
    }
    return JsonText.compact(value);
  }
}
