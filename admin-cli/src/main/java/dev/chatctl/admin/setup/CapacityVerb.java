package dev.chatctl.admin.setup;

import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.OptionRules;
import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.cli.output.View;
import dev.chatctl.cli.value.Rate;
import dev.chatctl.core.capacity.Quota;
import dev.chatctl.core.capacity.RoomPlan;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "capacity",
    description =
        "Say what a message to a room of so many members costs, and what limits it first.",
    footer = {
      "",
      "By arithmetic on the constants of the code, without a look at a chat.",
      "",
      "  chatctl capacity",
      "  chatctl capacity --room 100000 --rate 0.05 --region eu-south-1"
    })
public final class CapacityVerb implements Callable<Integer> {
  private static final List<Long> USUAL = List.of(10L, 100L, 1_000L, 10_000L, 100_000L, 1_000_000L);
  private static final MathContext DIGITS = new MathContext(3);
  private static final String ANY_REGION = "";

  private static final View<RoomPlan> VIEW =
      View.of(
          "room_plan",
          plan -> String.valueOf(plan.members()),
          List.of(
              Column.of("members", RoomPlan::members),
              Column.of("shards", RoomPlan::shards),
              Column.of("jobs", RoomPlan::jobs),
              Column.of("read_units", plan -> rounded(plan.readUnits())),
              Column.of("write_units", RoomPlan::writeUnits),
              Column.of("seconds", plan -> rounded(plan.seconds())),
              Column.of("most_per_second", plan -> rounded(plan.mostMessages())),
              Column.of("used_percent", plan -> rounded(100 * plan.firstWall().used())),
              Column.of("first_wall", plan -> plan.firstWall().name()),
              Column.wide("moved_by", plan -> plan.firstWall().movedBy()),
              Column.wide("seconds_to_fill", plan -> rounded(plan.secondsToFill()))));

  private final TargetedInvocation invocation;

  @Option(
      names = "--room",
      paramLabel = "MEMBERS",
      description = "Members of the room (default: from 10 to 1,000,000).")
  private List<Long> rooms = USUAL;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      description = "Messages a second, from everybody together (default: 1).")
  private Rate rate = new Rate(1);

  @Option(
      names = "--quota",
      paramLabel = "N",
      description = "Requests a second that the account has (default: as AWS begins with).")
  private Optional<Integer> quota = Optional.empty();

  CapacityVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    rooms.forEach(members -> OptionRules.atLeast(1, "--room", members, "count who is connected"));
    int requests =
        quota.orElseGet(() -> Quota.requestsIn(invocation.options().region().orElse(ANY_REGION)));
    OptionRules.atLeast(1, "--quota", requests, "10000 is usual");
    var account = Quota.of(requests);
    RowWriter<RoomPlan> writer = Rows.writer(invocation, VIEW);
    for (long members : rooms) {
      writer.row(new RoomPlan(members, rate.perSecond(), account));
    }
    writer.end();
    return ExitCode.OK.code();
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }
}
