package dev.chatctl.core.moderation;

import dev.chatctl.core.table.Row;
import java.time.Instant;
import java.util.Optional;

/**
 * What an operator was about to do.
 *
 * @param by the account on the operator's machine, and the access key that signed
 * @param whom connections, users or addresses; never what anybody said
 * @param user the one it is about, if it is about one
 */
public record AuditEntry(
    Instant at,
    String by,
    String action,
    String whom,
    Optional<String> user,
    Optional<String> reason) {
  static AuditEntry of(Row row) {
    return new AuditEntry(
        row.time("at"),
        row.text("by"),
        row.text("action"),
        row.text("whom"),
        row.optionalText("user"),
        row.optionalText("reason"));
  }

  Row row() {
    return Row.of("by", by)
        .with("at", at)
        .with("action", action)
        .with("whom", whom)
        .with("user", user)
        .with("reason", reason);
  }
}
