package dev.chatctl.admin.setup;

import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.View;
import java.util.List;

/**
 * The result of one check.
 *
 * @param detail what was found
 * @param fix what to do; empty if nothing
 */
record Check(String name, Result result, String detail, String fix) {
  enum Result {
    OK,
    FAILED,
    SKIPPED
  }

  static final View<Check> VIEW =
      View.<Check>of(
              "check",
              Check::name,
              List.of(
                  Column.of("check", Check::name),
                  Column.of("result", Check::result),
                  Column.of("detail", Check::detail),
                  Column.of("fix", Check::fix)))
          .emphasizing(
              check ->
                  switch (check.result()) {
                    case OK -> View.Emphasis.NONE;
                    case SKIPPED -> View.Emphasis.NOTABLE;
                    case FAILED -> View.Emphasis.FAILURE;
                  });

  static Check ok(String name, String detail) {
    return new Check(name, Result.OK, detail, "");
  }

  static Check failed(String name, String detail, String fix) {
    return new Check(name, Result.FAILED, detail, fix);
  }

  static Check skipped(String name, String detail) {
    return new Check(name, Result.SKIPPED, detail, "");
  }
}
