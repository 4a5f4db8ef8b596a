package dev.chatctl.core.moderation;

import dev.chatctl.core.json.Timestamps;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Expression;
import dev.chatctl.core.table.Tables.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The rules of operators, and what they did. Functions only read it. */
public record ModerationTable(Tables tables, String table) {
  /** For how long the audit log is kept, unless a deployment says otherwise. */
  public static final Duration AUDIT_RETENTION = Duration.ofDays(365);

  private static final String RULES = "rules";
  private static final String AUDIT = "audit";

  /** All rules that there are, ended ones perhaps among them. */
  public CompletableFuture<List<ModerationRule>> rules() {
    return tables
        .queryAll(Query.of(table, new Expression("part = :part", Row.of(":part", RULES))))
        .thenApply(rows -> rows.stream().map(ModerationRule::of).toList());
  }

  /** Makes a rule, in place of the one about the same. */
  public CompletableFuture<?> make(ModerationRule rule) {
    return tables.put(new Tables.Put(table, rule.row().with("part", RULES)));
  }

  /** Takes a rule back; {@code done} says whether there was one. */
  public CompletableFuture<Tables.Written> takeBack(String id) {
    return tables.delete(
        new Tables.Delete(
            table, Row.of("part", RULES).with("id", id), Expression.of("attribute_exists(id)")));
  }

  /**
   * Notes what somebody is about to do.
   *
   * @param retention for how long
   */
  public CompletableFuture<?> note(AuditEntry entry, Duration retention) {
    return tables.put(
        new Tables.Put(
            table,
            entry
                .row()
                .with("part", AUDIT)
                .with("id", Timestamps.format(entry.at()) + "#" + UUID.randomUUID())
                .with("expires_at", entry.at().plus(retention).getEpochSecond())));
  }

  /** What was done from then on, the first first. */
  public CompletableFuture<List<AuditEntry>> audit(Instant since) {
    return tables
        .queryAll(
            Query.of(
                table,
                new Expression(
                    "part = :part AND id >= :since", Row.of(":part", AUDIT).with(":since", since))))
        .thenApply(rows -> rows.stream().map(AuditEntry::of).toList());
  }
}
