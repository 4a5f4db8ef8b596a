package dev.chatctl.admin.connections;

import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.View;
import java.util.List;
import java.util.Optional;

/**
 * What became of one connection.
 *
 * @param detail why it failed
 */
record ConnectionResult(String connectionId, Kind kind, Optional<String> detail) {
  enum Kind {
    DONE,
    GONE,
    FAILED
  }

  /**
   * How outcomes look.
   *
   * @param done the word for success, such as "sent"
   */
  static View<ConnectionResult> view(String done) {
    return View.<ConnectionResult>of(
            "result",
            ConnectionResult::connectionId,
            List.of(
                Column.of("connection_id", ConnectionResult::connectionId),
                Column.of(
                    "outcome", outcome -> outcome.kind() == Kind.DONE ? done : outcome.kind()),
                Column.of("detail", outcome -> outcome.detail().orElse(null))))
        .emphasizing(
            outcome ->
                switch (outcome.kind()) {
                  case DONE -> View.Emphasis.NONE;
                  case GONE -> View.Emphasis.NOTABLE;
                  case FAILED -> View.Emphasis.FAILURE;
                });
  }
}
