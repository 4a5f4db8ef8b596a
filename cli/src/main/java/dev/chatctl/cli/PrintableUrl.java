package dev.chatctl.cli;

import java.util.regex.Pattern;

/**
 * Addresses as people may see them: one may hold a token or a password, however malformed it is.
 */
public final class PrintableUrl {
  private static final Pattern USER = Pattern.compile("(?<=//)[^/?#]*@");
  private static final Pattern QUERY = Pattern.compile("[?#].*", Pattern.DOTALL);

  private PrintableUrl() {}

  /** The address without its user, password, query and fragment. */
  public static String of(String url) {
    return QUERY.matcher(USER.matcher(url).replaceFirst("")).replaceFirst("");
  }
}
