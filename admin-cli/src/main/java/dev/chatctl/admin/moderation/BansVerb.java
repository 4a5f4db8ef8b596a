package dev.chatctl.admin.moderation;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.cli.output.View;
import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.moderation.AddressRange;
import dev.chatctl.core.moderation.ModerationRule;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "bans", description = "Show who is banned or muted, where, until when and why.")
public final class BansVerb implements Callable<Integer> {
  private static final View<ModerationRule> VIEW =
      View.of(
          "rule",
          ModerationRule::id,
          List.of(
              Column.of("kind", rule -> rule.kind().wireName()),
              Column.of("user", rule -> rule.whom().user().orElse(null)),
              Column.of(
                  "address",
                  rule -> rule.whom().addresses().map(AddressRange::toString).orElse(null)),
              Column.of("room", rule -> rule.room().orElse(null)),
              Column.of("until", rule -> rule.until().orElse(null)),
              Column.of("reason", rule -> rule.reason().orElse(null)),
              Column.of("made_by", ModerationRule::madeBy),
              Column.of("made_at", ModerationRule::madeAt)));

  private final TargetedInvocation invocation;

  BansVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Instant now = invocation.now();
    try (Aws aws = Aws.of(invocation)) {
      RowWriter<ModerationRule> writer = Rows.writer(invocation, VIEW);
      Futures.await(aws.moderation().rules()).stream()
          .filter(rule -> rule.until().map(now::isBefore).orElse(true))
          .forEach(writer::row);
      writer.end();
      return ExitCode.OK.code();
    }
  }
}
