package dev.chatctl.admin;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Connection ids that begin with a dash, as one in 64 may (AWS: URL-safe Base64), are no options:
 * they are hidden from the parser behind a character that no argument can have, and shown again by
 * the converter of texts.
 */
public final class DashedIds {
  private static final Pattern ID = Pattern.compile("-[\\w-]{14}=|-[\\w-]{17}==");

  /** {@code --state=} without a value is no id. */
  private static final Pattern OPTION = Pattern.compile("--[a-z-]+=");

  private static final String MARK = "\0";

  private DashedIds() {}

  /** The arguments with their dashed ids hidden. */
  public static String[] hide(String... args) {
    return Arrays.stream(args)
        .map(arg -> isDashedId(arg) ? MARK + arg : arg)
        .toArray(String[]::new);
  }

  /** A text as it was before. */
  public static String show(String text) {
    return text.replace(MARK, "");
  }

  private static boolean isDashedId(String arg) {
    return ID.matcher(arg).matches() && !OPTION.matcher(arg).matches();
  }
}
