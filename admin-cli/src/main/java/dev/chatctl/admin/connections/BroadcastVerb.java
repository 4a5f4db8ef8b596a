package dev.chatctl.admin.connections;

import dev.chatctl.admin.aws.AuditLog;
import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.aws.AwsFailures;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.Confirmation;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.OptionRules;
import dev.chatctl.cli.Progress;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.cli.value.Rate;
import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.aws.RetryPolicy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;

@Command(
    name = "broadcast",
    description = {
      "Send a text to all connections, or to those the filters choose, exactly as it is.",
      "It goes straight to @connections: no room's history keeps it."
    },
    footer = {
      "",
      "  chatctl broadcast 'maintenance in 5 minutes' --room lobby --yes",
      "  chatctl broadcast @notice.json --rate 200/s --resume done.txt"
    })
public final class BroadcastVerb implements Callable<Integer> {
  private final TargetedInvocation invocation;

  @Parameters(
      paramLabel = "BODY",
      description = "The text; @FILE for a file, - for standard input (then add --yes).")
  private String body = "";

  @Mixin private FilterOptions filters = new FilterOptions();

  @Mixin private Confirmation confirmation = new Confirmation();

  @Option(
      names = "--rate",
      paramLabel = "N/s",
      description =
          "At most N posts a second (default: a tenth of the account's quota, which the chat needs"
              + " too).")
  private Optional<Rate> rate = Optional.empty();

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "Posts in flight at once (default: 64).")
  private int concurrency = 64;

  @Option(names = "--prune", description = "Also remove the rows of connections that are gone.")
  private boolean prune;

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description = "Skip the ids in this file, and add those that are done.")
  private Optional<Path> resume = Optional.empty();

  BroadcastVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    OptionRules.atLeast(1, "--concurrency", concurrency, "64 is the default");
    SdkBytes bytes = Body.of(invocation, body);
    Set<String> done = resume.map(DoneLog::read).orElse(Set.of());
    try (Aws aws = Aws.of(invocation)) {
      List<Listed> chosen =
          Selection.of(invocation, aws, filters, false)
              .filter(Listed::hasId)
              .filter(listed -> !done.contains(listed.row().connectionId()))
              .toList();
      if (confirmation.dryRun()) {
        RowWriter<Listed> writer =
            Rows.writer(invocation, Listed.view(false, aws.described().isPresent()));
        chosen.forEach(writer::row);
        writer.end();
        invocation.notice(
            "Would send %,d bytes to %,d connections; nothing was sent."
                .formatted(bytes.asByteArrayUnsafe().length, chosen.size()));
        return ExitCode.OK.code();
      }
      String action =
          "send %,d bytes to %,d connections"
              .formatted(bytes.asByteArrayUnsafe().length, chosen.size());
      if (!confirmation.confirm(
          invocation, action, chosen.stream().map(Listed::sentence).toList())) {
        invocation.say("Nothing was sent.");
        return ExitCode.OK.code();
      }
      List<String> ids = chosen.stream().map(listed -> listed.row().connectionId()).toList();
      new AuditLog(invocation, aws).note("broadcast", ids, Optional.empty());
      return send(aws, chosen, bytes);
    }
  }

  private int send(Aws aws, List<Listed> chosen, SdkBytes bytes) {
    Set<String> gone = new HashSet<>();
    var posts = new FastPosts(aws.poster(), RetryPolicy.standard(Math::random));
    Instant begun = invocation.now();
    Tally tally;
    try (var progress = Progress.counting(invocation, "sent", chosen.size());
        var log = DoneLog.of(resume)) {
      tally =
          new Campaign(invocation.interrupt(), Budget.pace(invocation, aws, rate), concurrency)
              .run(
                  chosen.stream().map(listed -> listed.row().connectionId()).iterator(),
                  id -> posts.post(id, bytes),
                  outcome -> {
                    progress.step();
                    log.add(outcome);
                    if (outcome.kind() == ConnectionResult.Kind.GONE) {
                      gone.add(outcome.connectionId());
                    }
                  });
    }
    Rows.one(invocation, BroadcastSummary.VIEW, new BroadcastSummary(chosen.size(), tally));
    boolean pruned =
        !prune
            || prune(
                aws,
                chosen.stream()
                    .filter(listed -> gone.contains(listed.row().connectionId()))
                    .filter(listed -> listed.row().recipient().isDeadIfGone(begun))
                    .toList());
    ExitCode code = tally.exitCode(invocation.interrupt(), false);
    return (code == ExitCode.OK && !pruned ? ExitCode.PARTIAL : code).code();
  }

  /** Removes rows, after the broadcast, which a refusal must not end; whether all are removed. */
  private boolean prune(Aws aws, List<Listed> gone) {
    long left = 0;
    String why = "interrupted";
    for (Listed listed : gone) {
      try {
        if (invocation.interrupt().requested()) {
          left++;
        } else {
          var unused = Futures.await(aws.remove(listed.row(), invocation.now()));
        }
      } catch (SdkException e) {
        left++;
        why = AwsFailures.explain(e).<Throwable>map(told -> told).orElse(e).getMessage();
      }
    }
    if (left > 0) {
      invocation.say("Not pruned: %,d of %,d rows: %s".formatted(left, gone.size(), why));
    }
    return left == 0;
  }
}
