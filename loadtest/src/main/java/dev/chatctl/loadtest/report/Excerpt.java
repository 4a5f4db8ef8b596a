package dev.chatctl.loadtest.report;

import dev.chatctl.cli.PrintableText;

/** A little of what a file holds, as an error can show it. */
final class Excerpt {
  private static final int LONGEST = 60;

  private Excerpt() {}

  static String of(String text) {
    String line = PrintableText.oneLine(text);
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }
}
