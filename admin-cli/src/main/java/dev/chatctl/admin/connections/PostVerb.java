package dev.chatctl.admin.connections;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.admin.aws.AuditLog;
import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.OptionRules;
import dev.chatctl.cli.Pacer;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.cli.value.Rate;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.SdkBytes;

@Command(
    name = "post",
    description = "Send a text to connections, exactly as it is.",
    footer = {
      "",
      "  chatctl post gbik1K9kzQAYKEilnA== 'hello'",
      "  chatctl post ID1 ID2 @frame.json",
      "  chatctl list --room lobby -o name | chatctl post --from-stdin-ids 'closing soon'"
    })
public final class PostVerb implements Callable<Integer> {
  private static final int CONCURRENCY = 16;

  private final TargetedInvocation invocation;

  @Parameters(
      paramLabel = "ID... BODY",
      hideParamSyntax = true,
      arity = "0..*",
      description = "Connections, then the text; @FILE or - for standard input.")
  private List<String> arguments = List.of();

  @Option(
      names = "--json",
      paramLabel = "KEY=VALUE",
      description = "Send a JSON object of these instead of BODY.")
  private List<String> json = List.of();

  @Option(
      names = "--from-stdin-ids",
      description = "Read the connections from standard input, one a line.")
  private boolean fromStdin;

  @Option(names = "--repeat", paramLabel = "N", description = "Send it N times (default: 1).")
  private int repeat = 1;

  @Option(
      names = "--rate",
      paramLabel = "N/s",
      description =
          "At most N posts a second (default: a tenth of the account's quota, which the chat needs"
              + " too).")
  private Optional<Rate> rate = Optional.empty();

  PostVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    OptionRules.atLeast(1, "--repeat", repeat, "1 is the default");
    var ids = new ArrayList<>(arguments);
    if (json.isEmpty() && ids.isEmpty()) {
      throw nobody();
    }
    SdkBytes body = json.isEmpty() ? Body.of(invocation, ids.removeLast()) : Body.json(json);
    if (fromStdin) {
      new BufferedReader(new InputStreamReader(invocation.in(), UTF_8))
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .forEach(ids::add);
    }
    if (ids.isEmpty() || ids.stream().anyMatch(String::isBlank)) {
      throw nobody();
    }
    Stream<String> targets = Collections.nCopies(repeat, ids).stream().flatMap(List::stream);
    try (Aws aws = Aws.of(invocation)) {
      new AuditLog(invocation, aws).note("post", ids, Optional.empty());
      var connections = new Connections(aws.callback());
      Pacer pacer = Budget.pace(invocation, aws, rate);
      // One after the other keeps the order of what one connection receives.
      int concurrency = repeat > 1 ? 1 : CONCURRENCY;
      RowWriter<ConnectionResult> writer = Rows.writer(invocation, ConnectionResult.view("sent"));
      Tally tally =
          new Campaign(invocation.interrupt(), pacer, concurrency)
              .run(targets.iterator(), id -> connections.post(id, body), writer::row);
      writer.end();
      invocation.notice(tally.sentence("sent"));
      return tally.exitCode(invocation.interrupt(), true).code();
    }
  }

  private static CliException nobody() {
    return CliException.usage(
        "there is no connection to post to (expected: ID... BODY)", "chatctl list -o name");
  }
}
