package dev.chatctl.cli;

import java.util.List;

/** What strangers may call themselves, or say: the one list that every writer is tried with. */
public final class HostileTexts {
  /** Texts that a reader of JSON, YAML or CSV must get back as they are. */
  public static final List<String> ALL =
      List.of(
          "ann",
          "",
          " before",
          "after ",
          "\u001b[31mred\u001b]0;title\u0007",
          "\u009b31m\u009d0;title\u009c",
          "nul \u0000 del \u007f bell \u0007 back \b",
          "lines\nof\r\ntext\tand\rmore\u000b\f",
          "next \u0085 line \u2028 paragraph \u2029",
          "\u202egnp.exe\u202c",
          "\u2066left\u2067right\u2068first\u2069",
          "\u061c\u200e\u200f marks",
          "\ufeff first",
          "not \uffff nor \ufffe nor \ufdd0 nor \ufdef",
          "neither \ud83f\udffe nor \udbff\udfff",
          "smile \ud83d\ude00, flag \ud83c\udff4\udb40\udc67\udb40\udc7f, e\u0301",
          "=cmd|' /C calc'!A1",
          "+1",
          "-1",
          "@SUM(A1)",
          "a,b \"c\" 'd'",
          "<script>alert(1)</script><!-- &amp; ]]>",
          "</script>",
          "{{data}} ${x} $(y) `z` %s",
          "yes",
          "null",
          "~",
          "1e3",
          "0x1f",
          "1_000",
          "12:30:00",
          "2026-11-20",
          "- item",
          "key: value # comment",
          "%TAG ! x",
          "&anchor *alias !tag |",
          "\\u0041 \\n \\",
          "x".repeat(2_000));

  /** Halves of characters, which no encoding has. */
  public static final List<String> HALVES = List.of("\ud800", "a\udfffb", "\udc00\ud800");

  private HostileTexts() {}

  /**
   * What of an output is more than text and lines: controls, marks of direction, separators,
   * noncharacters, and what UTF-8 lacks, as hexadecimal numbers. The JDK says what they are.
   *
   * @param isDocument JSON and YAML write characters beyond the first 65,536 as they are
   */
  public static List<String> obeyed(String output, boolean isDocument) {
    return output
        .codePoints()
        .filter(c -> c != '\n' && c != '\t')
        .filter(
            c ->
                switch (Character.getType(c)) {
                  case Character.CONTROL,
                      Character.LINE_SEPARATOR,
                      Character.PARAGRAPH_SEPARATOR,
                      Character.SURROGATE ->
                      true;
                  case Character.FORMAT -> c < 0xe0000; // beyond are the tags of flags
                  case Character.UNASSIGNED ->
                      (c & 0xfffe) == 0xfffe
                          && !(isDocument && Character.isSupplementaryCodePoint(c));
                  default -> false;
                })
        .mapToObj(Integer::toHexString)
        .toList();
  }
}
