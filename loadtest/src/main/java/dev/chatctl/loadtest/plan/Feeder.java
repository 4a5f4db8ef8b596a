package dev.chatctl.loadtest.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values of clients, a row each: {@code ${client.token}} in a description.
 *
 * @param cycling whether the rows begin anew when there are fewer than clients
 */
public record Feeder(List<Map<String, String>> rows, boolean cycling) {
  public static final Feeder NONE = new Feeder(List.of(), false);

  private static final ObjectMapper JSON = new ObjectMapper();

  public Feeder {
    rows = List.copyOf(rows);
  }

  /**
   * Reads CSV with a line of names (RFC 4180), or an object of JSON a line.
   *
   * @throws IOException with the file, the line and the rule; never with a value, which may be
   *     secret
   */
  public static Feeder read(Path file, boolean cycling) throws IOException {
    String text = Files.readString(file);
    List<Map<String, String>> rows =
        text.stripLeading().startsWith("{") ? jsonLines(file, text) : csv(file, text);
    if (rows.isEmpty()) {
      throw new IOException("--feeder: " + file + ": no rows (expected: one for each client)");
    }
    return new Feeder(rows, cycling);
  }

  private static List<Map<String, String>> jsonLines(Path file, String text) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        rows.add(object(file, i + 1, lines.get(i)));
      }
    }
    return rows;
  }

  private static Map<String, String> object(Path file, int line, String text) throws IOException {
    JsonNode object;
    try {
      object = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw wrong(file, line, "not JSON (expected: an object on each line)");
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!member.getValue().isValueNode()) {
        throw wrong(file, line, member.getKey() + " has members (expected: a single value)");
      }
      row.put(member.getKey(), member.getValue().asText());
    }
    if (row.isEmpty()) {
      throw wrong(file, line, "no object with members (expected: {\"name\": \"value\"})");
    }
    return row;
  }

  private static List<Map<String, String>> csv(Path file, String text) throws IOException {
    List<List<String>> lines = new CsvReader(text).lines();
    List<Map<String, String>> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).size() != lines.getFirst().size()) {
        throw wrong(
            file,
            i + 1,
            "%d fields (expected: %d, as in the line of names)"
                .formatted(lines.get(i).size(), lines.getFirst().size()));
      }
      Map<String, String> row = new LinkedHashMap<>();
      for (int field = 0; field < lines.get(i).size(); field++) {
        row.put(lines.getFirst().get(field).strip(), lines.get(i).get(field));
      }
      rows.add(row);
    }
    return rows;
  }

  private static IOException wrong(Path file, int record, String rule) {
    return new IOException("--feeder: " + file + ": record " + record + ": " + rule);
  }

  /** A client's value of that name, if it has one. */
  Optional<String> value(int client, String name) {
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(rows.get(client % rows.size()).get(name));
  }

  /** Notes what keeps that many clients from having a row each. */
  void check(int clients, Problems problems) {
    if (!rows.isEmpty()) {
      problems.require(
          cycling || rows.size() >= clients,
          "--feeder",
          rows.size() + " rows",
          ">= " + clients + ", one for each connection; --feeder-cycle begins anew");
    }
  }
}
