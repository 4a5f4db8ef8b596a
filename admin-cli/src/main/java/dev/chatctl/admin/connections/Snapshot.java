package dev.chatctl.admin.connections;

import dev.chatctl.admin.cli.CliException;
import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Listed rows kept in a file: one JSON object a line, as {@code list -o ndjson} prints them. */
final class Snapshot {
  private static final String SCHEMA = "chatctl/connection/v1";

  private Snapshot() {}

  /** Writes to the file, or nowhere. */
  static Writer writer(Optional<Path> file) {
    try {
      return new Writer(
          file.isPresent()
              ? Optional.of(new BufferedOutputStream(Files.newOutputStream(file.get())))
              : Optional.empty());
    } catch (IOException e) {
      throw CliException.usage(
          "--snapshot: " + file.orElseThrow() + " cannot be written: " + e.getMessage(),
          "name a file in a folder that exists");
    }
  }

  /** Hands the rows of a file on as they are read. */
  static void read(Path file, Consumer<Stream<Listed>> rows) {
    try (Stream<String> lines = Files.lines(file)) {
      rows.accept(lines.map(line -> row(file, line)));
    } catch (IOException | UncheckedIOException e) {
      throw CliException.usage(
          "--from: " + file + " cannot be read: " + e.getMessage(),
          "chatctl list --snapshot FILE makes one");
    }
  }

  private static Listed row(Path file, String line) {
    try {
      JsonObject json = Json.parseObject(line);
      if (!json.require("schema").equals(SCHEMA)) {
        throw new JsonFormatException(
            "schema: " + json.require("schema") + " (expected: " + SCHEMA + ")");
      }
      return Listed.of(
          new ConnectionRow(
              json.require("connection_id"),
              json.require("room"),
              (int) json.integer("shard").orElse(0),
              json.require("name"),
              json.require("dialect"),
              json.require("source_ip"),
              Instant.parse(json.require("connected_at"))));
    } catch (JsonFormatException | DateTimeException e) {
      throw CliException.usage(
          "--from: " + file + " is no snapshot: " + e.getMessage(),
          "chatctl list --snapshot FILE makes one");
    }
  }

  /** A snapshot being written. */
  static final class Writer implements AutoCloseable {
    private final Optional<OutputStream> out;

    private Writer(Optional<OutputStream> out) {
      this.out = out;
    }

    /** The same rows, each of them kept as it passes. */
    Stream<Listed> copied(Stream<Listed> rows) {
      return out.isPresent() ? rows.peek(listed -> write(listed, out.get())) : rows;
    }

    private static void write(Listed listed, OutputStream out) {
      ConnectionRow row = listed.row();
      try {
        out.write(
            Json.write(
                json -> {
                  json.writeStartObject();
                  json.writeStringField("schema", SCHEMA);
                  json.writeStringField("connection_id", row.connectionId());
                  json.writeStringField("room", row.room());
                  json.writeStringField("name", row.name());
                  json.writeStringField("source_ip", row.sourceIp());
                  json.writeStringField("connected_at", row.connectedAt().toString());
                  json.writeStringField("dialect", row.dialect());
                  json.writeNumberField("shard", row.shard());
                  json.writeEndObject();
                }));
        out.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try {
        if (out.isPresent()) {
          out.get().close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
