package dev.chatctl.admin.moderation;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.Confirmation;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.OptionRules;
import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.moderation.AddressRange;
import dev.chatctl.core.moderation.ModerationRule;
import dev.chatctl.core.moderation.ModerationRule.Kind;
import dev.chatctl.core.moderation.ModerationTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a rule, after asking if it is about everybody. */
abstract class ForbiddingVerb implements Callable<Integer> {
  private final TargetedInvocation invocation;
  private final Kind kind;

  @Mixin private WhomOptions options = new WhomOptions();

  @Mixin private Confirmation confirmation = new Confirmation();

  @Option(
      names = "--for",
      paramLabel = "LENGTH",
      description = "For how long, e.g. 24h (default: until it is taken back).")
  private Optional<Duration> length = Optional.empty();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for operators: bans and audit show it.")
  private Optional<String> reason = Optional.empty();

  ForbiddingVerb(TargetedInvocation invocation, Kind kind) {
    this.invocation = invocation;
    this.kind = kind;
  }

  @Override
  public final Integer call() {
    length.ifPresent(given -> OptionRules.positive("--for", given));
    Instant now = invocation.now();
    var rule =
        new ModerationRule(
            kind,
            options.whom(),
            options.room(),
            length.map(now::plus),
            reason,
            System.getProperty("user.name", "unknown"),
            now);
    try (Aws aws = Aws.of(invocation)) {
      ModerationTable table = aws.moderation();
      int present = 0;
      var hit = new ArrayList<ConnectionRow>();
      Iterator<ConnectionRow> rows = connections(aws, rule);
      while (rows.hasNext() && !invocation.interrupt().requested()) {
        ConnectionRow row = rows.next();
        present++;
        if (isAbout(rule, row)) {
          hit.add(row);
        }
      }
      if (confirmation.dryRun()) {
        invocation.notice(
            "Would %s %s, %,d of %,d connections; nothing was done."
                .formatted(kind.wireName(), rule.whom(), hit.size(), present));
        return ExitCode.OK.code();
      }
      boolean everybody =
          rule.whom().addresses().filter(AddressRange::isEverybody).isPresent()
              || (present > 1 && hit.size() == present);
      String action =
          "%s everybody (%s, %,d connections)".formatted(kind.wireName(), rule.whom(), present);
      if (everybody && !confirmation.confirm(invocation, action, List.of(rule.id()))) {
        invocation.say("Nothing was done.");
        return ExitCode.OK.code();
      }
      aws.note(now, kind.wireName(), List.of(rule.id()), rule.whom().user(), reason);
      var unused = Futures.await(table.make(rule));
      made(aws, rule, hit);
      return ExitCode.OK.code();
    }
  }

  final TargetedInvocation invocation() {
    return invocation;
  }

  /** What follows once the rule is there. */
  abstract void made(Aws aws, ModerationRule rule, List<ConnectionRow> about);

  static Iterator<ConnectionRow> connections(Aws aws, ModerationRule rule) {
    return rule.room().isPresent()
        ? aws.census().connections(rule.room().get())
        : aws.census().connections();
  }

  /** Whether it is about this connection, as far as its row tells: addresses may be truncated. */
  static boolean isAbout(ModerationRule rule, ConnectionRow row) {
    return rule.applies(
        rule.kind(), row.user(), AddressRange.read(row.sourceIp()), row.room(), rule.madeAt());
  }
}
