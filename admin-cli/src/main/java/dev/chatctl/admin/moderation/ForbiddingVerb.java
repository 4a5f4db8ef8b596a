package dev.chatctl.admin.moderation;

import dev.chatctl.admin.aws.AuditLog;
import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.connections.Outreach;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.Confirmation;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.OptionRules;
import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.moderation.AddressRange;
import dev.chatctl.core.moderation.ModerationRule;
import dev.chatctl.core.moderation.ModerationRule.Kind;
import dev.chatctl.core.moderation.ModerationTable;
import dev.chatctl.core.moderation.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a rule, after asking if it is about everybody. */
abstract class ForbiddingVerb implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofDays(3_650);

  private final TargetedInvocation invocation;
  private final Kind kind;

  @Mixin private WhomOptions options = new WhomOptions();

  @Mixin private Confirmation confirmation = new Confirmation();

  @Option(
      names = "--for",
      paramLabel = "LENGTH",
      description = "For how long, e.g. 24h (default: until it is taken back).")
  private Optional<Duration> length = Optional.empty();

  @Mixin private Reason reason = new Reason();

  ForbiddingVerb(TargetedInvocation invocation, Kind kind) {
    this.invocation = invocation;
    this.kind = kind;
  }

  @Override
  public final Integer call() {
    length.ifPresent(given -> OptionRules.positive("--for", given));
    length
        .filter(given -> given.compareTo(LONGEST) > 0)
        .ifPresent(
            given -> {
              throw CliException.usage(
                  "--for: %,d days (expected: %,d at most)"
                      .formatted(given.toDays(), LONGEST.toDays()),
                  "leave it out for good");
            });
    Optional<String> why = reason.text();
    Instant now = invocation.now();
    ModerationRule.Whom whom = options.whom();
    Optional<String> room = options.room();
    try (Aws aws = Aws.of(invocation)) {
      ModerationTable table = aws.moderation();
      var audit = new AuditLog(invocation, aws);
      var rule =
          new ModerationRule(kind, whom, room, length.map(now::plus), why, audit.operator(), now);
      List<ConnectionRow> present = present(aws, rule);
      List<ConnectionRow> about = about(aws, rule, present);
      String action =
          "%s %s, %,d of %,d connections"
              .formatted(kind.wireName(), rule.whom(), about.size(), present.size());
      if (confirmation.dryRun()) {
        invocation.notice("Would " + action + "; nothing was done.");
        return ExitCode.OK.code();
      }
      boolean everybody =
          rule.whom().addresses().filter(AddressRange::isVast).isPresent()
              || (present.size() > 1 && about.size() == present.size());
      if (everybody && !confirmation.confirm(invocation, action, List.of(rule.id()))) {
        invocation.say("Nothing was done.");
        return ExitCode.OK.code();
      }
      audit.note(kind.wireName(), List.of(rule.id()), whom.user(), why);
      var unused = Futures.await(table.make(rule));
      return made(aws, rule, about).code();
    }
  }

  final TargetedInvocation invocation() {
    return invocation;
  }

  /** What follows once the rule is there. */
  abstract ExitCode made(Aws aws, ModerationRule rule, List<ConnectionRow> about);

  /** Who is where the rule holds. */
  final List<ConnectionRow> present(Aws aws, ModerationRule rule) {
    var rows = new ArrayList<ConnectionRow>();
    Iterator<ConnectionRow> all =
        rule.room().isPresent()
            ? aws.census().connections(rule.room().get())
            : aws.census().connections();
    while (all.hasNext() && !invocation.interrupt().requested()) {
      rows.add(all.next());
    }
    return rows;
  }

  /** Those of them whom it is about. Whose row says too little of the address is asked for. */
  final List<ConnectionRow> about(Aws aws, ModerationRule rule, List<ConnectionRow> present) {
    ModerationRule.Whom whom = rule.whom();
    List<ConnectionRow> unsure =
        present.stream()
            .filter(row -> !whom.covers(origin(row)) && whom.mayCover(origin(row)))
            .toList();
    Map<String, String> addresses =
        unsure.isEmpty() ? Map.of() : new Outreach(invocation, aws).addresses(unsure);
    return present.stream()
        .filter(
            row -> {
              String address = addresses.get(row.connectionId());
              return whom.covers(address == null ? origin(row) : Origin.seen(row.user(), address));
            })
        .toList();
  }

  private static Origin origin(ConnectionRow row) {
    return Origin.kept(row.user(), row.sourceIp());
  }
}
