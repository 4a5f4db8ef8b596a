package dev.chatctl.admin.connections;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.Failures;
import dev.chatctl.cli.FileReplacement;
import dev.chatctl.cli.Output;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.room.RoomShard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Rows of the table kept in a file, as {@code list -o ndjson} prints them. */
final class Snapshot {
  private static final String SCHEMA = "chatctl/connection/v1";

  private Snapshot() {}

  /** Begins to write the file. A pipe, such as bash's {@code >(...)}, is written as it comes. */
  static Writer writer(Path file) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        return new Writer(file, Optional.empty());
      }
      return new Writer(file, Optional.of(FileReplacement.of(file)));
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** Hands the rows of a file on as they are read. */
  static void read(Path file, Consumer<Stream<Listed>> rows) {
    try (Stream<String> lines = Files.lines(file)) {
      rows.accept(lines.map(line -> row(file, line)));
    } catch (IOException | UncheckedIOException e) {
      throw CliException.usage(
          "--from: " + file + " cannot be read: " + Failures.reason(e),
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
              new RoomShard(json.require("room"), (int) json.integer("shard").orElse(0)),
              json.require("name"),
              json.string("user"),
              json.require("dialect"),
              json.require("source_ip"),
              json.has("connected_at") && json.value("connected_at") == null
                  ? Optional.empty()
                  : Optional.of(Instant.parse(json.require("connected_at"))),
              List.of()));
    } catch (JsonFormatException | DateTimeException e) {
      throw CliException.usage(
          "--from: " + file + " is no snapshot: " + e.getMessage(),
          "chatctl list --snapshot FILE makes one");
    }
  }

  /** A snapshot being written; what was there before stays until it is complete. */
  static final class Writer implements AutoCloseable {
    private final Path file;
    private final Optional<FileReplacement> replacement;
    private final Output out;
    private final RowWriter<Listed> rows;

    private Writer(Path file, Optional<FileReplacement> replacement) throws IOException {
      this.file = file;
      this.replacement = replacement;
      this.out =
          new Output(
              Files.newOutputStream(replacement.map(FileReplacement::partial).orElse(file)),
              failure -> {
                throw unwritable(file, failure);
              });
      this.rows = Rows.lines(out, Listed.view());
    }

    void row(Listed listed) {
      rows.row(listed);
    }

    /** Puts it into its place. */
    void complete() {
      out.close();
      try {
        if (replacement.isPresent()) {
          replacement.get().complete();
        }
      } catch (IOException e) {
        throw unwritable(file, e);
      }
    }

    @Override
    public void close() {
      out.close();
      try {
        if (replacement.isPresent()) {
          replacement.get().close();
        }
      } catch (IOException e) {
        throw unwritable(file, e);
      }
    }
  }

  private static CliException unwritable(Path file, IOException failure) {
    return CliException.usage(
        "--snapshot: " + file + " cannot be written: " + Failures.reason(failure),
        "name a file in a folder that exists");
  }
}
