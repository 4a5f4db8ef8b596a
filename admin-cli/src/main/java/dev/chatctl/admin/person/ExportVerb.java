package dev.chatctl.admin.person;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Failures;
import dev.chatctl.cli.FileReplacement;
import dev.chatctl.cli.Format;
import dev.chatctl.cli.Output;
import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.cli.output.View;
import dev.chatctl.core.census.Trace;
import dev.chatctl.core.table.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    description = {
      "Print all that the tables keep of a user, as JSON lines: the kind of a row, and the row.",
      "Kinds are connection, session, message (to rooms), marker (that a message was sent, direct"
          + " ones too, whose text is kept nowhere), limit, rule and audit."
    },
    footer = {"", "  chatctl export ann", "  chatctl export ann --out ann.ndjson"})
public final class ExportVerb implements Callable<Integer> {
  private static final View<Trace> VIEW =
      View.of(
          "trace",
          trace -> trace.kind().wireName(),
          List.of(
              Column.of("kind", trace -> trace.kind().wireName()),
              Column.of("row", trace -> values(trace.row()))));

  private final TargetedInvocation invocation;

  @Mixin private Whose whose = new Whose();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write JSON lines to this file, which only you can read.")
  private Optional<Path> file = Optional.empty();

  private long found;

  ExportVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    String user = whose.user();
    if (file.isPresent() && invocation.options().format().orElse(Format.NDJSON) != Format.NDJSON) {
      throw CliException.usage(
          "--out writes JSON lines (expected: no -o, or -o ndjson)", "leave one of them out");
    }
    try (Aws aws = Aws.of(invocation)) {
      aws.requireOurs();
      if (file.isPresent()) {
        write(aws, user, file.get());
      } else {
        print(aws, user, writer());
      }
    }
    return ExitCode.OK.code();
  }

  private RowWriter<Trace> writer() {
    boolean isAsked =
        invocation.options().format().isPresent()
            || invocation.options().query().isPresent()
            || !invocation.options().columns().isEmpty();
    return isAsked ? Rows.writer(invocation, VIEW) : Rows.lines(invocation.out(), VIEW);
  }

  private void print(Aws aws, String user, RowWriter<Trace> writer) {
    aws.traces()
        .visit(
            user,
            invocation.interrupt()::requested,
            trace -> {
              found++;
              writer.row(trace);
            });
    if (found == 0 && !invocation.interrupt().requested()) {
      throw new CliException(
          ExitCode.NOT_FOUND,
          "nothing is kept of " + Whose.shown(user),
          "a user is what the token said, to the letter; guests are none");
    }
    writer.end();
    invocation.notice("%,d rows.".formatted(found));
  }

  private void write(Aws aws, String user, Path target) {
    try (var replacement = FileReplacement.of(target)) {
      ownersOnly(replacement.partial());
      try (var out =
          new Output(
              Files.newOutputStream(replacement.partial()),
              failure -> {
                throw unwritable(target, failure);
              })) {
        print(aws, user, Rows.lines(out, VIEW));
      }
      if (invocation.interrupt().requested()) {
        invocation.say("Not written: it would not be all.");
      } else {
        replacement.complete();
      }
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  // A file that was there may have been for all to read.
  private static void ownersOnly(Path path) throws IOException {
    var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static CliException unwritable(Path file, IOException failure) {
    return CliException.usage(
        "--out: " + file + " cannot be written: " + Failures.reason(failure), "name another file");
  }

  private static Map<String, Object> values(Row row) {
    var values = new TreeMap<String, Object>();
    row.values()
        .forEach(
            (name, value) ->
                values.put(name, value.isNumber() ? Long.parseLong(value.text()) : value.text()));
    return values;
  }
}
