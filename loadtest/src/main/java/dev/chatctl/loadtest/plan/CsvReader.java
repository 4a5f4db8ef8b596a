package dev.chatctl.loadtest.plan;

import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated values as RFC 4180 has them: quotes, and doubled ones within. */
final class CsvReader {
  private final String text;
  private final List<List<String>> lines = new ArrayList<>();
  private List<String> line = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();

  CsvReader(String text) {
    this.text = text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /** The records, without empty lines. */
  List<List<String>> lines() {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
        field.append(c);
      } else if (c == ',') {
        endField();
      } else {
        endLine();
      }
    }
    endLine();
    return lines;
  }

  private void endField() {
    line.add(field.toString());
    field.setLength(0);
  }

  private void endLine() {
    if (!line.isEmpty() || !field.isEmpty()) {
      endField();
      lines.add(line);
      line = new ArrayList<>();
    }
  }
}
