package dev.chatctl.admin.history;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.OptionRules;
import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.cli.output.View;
import dev.chatctl.core.census.Census;
import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.room.RoomState;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "stats",
    description = "Count connections, users, rooms and messages, and name the largest.")
public final class StatsVerb implements Callable<Integer> {
  /** A number about the chat, or about one member of a group. */
  record Stat(String group, String key, long value) {}

  private static final View<Stat> VIEW =
      View.of(
          "stat",
          stat -> stat.group() + "/" + stat.key(),
          List.of(
              Column.of("group", Stat::group),
              Column.of("key", Stat::key),
              Column.of("value", Stat::value)));

  private final TargetedInvocation invocation;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "The N largest of each group (default: 5).")
  private int top = 5;

  StatsVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    OptionRules.atLeast(0, "--top", top, "5 is the default");
    try (Aws aws = Aws.of(invocation)) {
      print(aws.census(), aws.described().isPresent());
      return ExitCode.OK.code();
    }
  }

  private void print(Census census, boolean described) {
    long messages = 0;
    Map<String, Long> counted = new HashMap<>();
    Iterator<RoomState> all = census.rooms();
    while (all.hasNext() && !invocation.interrupt().requested()) {
      RoomState room = all.next();
      messages += room.messages();
      counted.put(room.room(), room.members());
    }
    Map<String, Function<ConnectionRow, String>> groups = new LinkedHashMap<>();
    groups.put("room", ConnectionRow::room);
    groups.put("name", ConnectionRow::name);
    groups.put("source_ip", ConnectionRow::sourceIp);
    groups.put("dialect", ConnectionRow::dialect);
    Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    groups.keySet().forEach(group -> counts.put(group, new HashMap<>()));
    long connections = 0;
    Duration oldest = Duration.ZERO;
    Iterator<ConnectionRow> rows = census.connections();
    while (rows.hasNext() && !invocation.interrupt().requested()) {
      ConnectionRow row = rows.next();
      connections++;
      Duration age =
          row.connectedAt()
              .map(since -> Duration.between(since, invocation.now()))
              .orElse(Duration.ZERO);
      oldest = age.compareTo(oldest) > 0 ? age : oldest;
      counts.forEach(
          (group, members) -> {
            Function<ConnectionRow, String> field = groups.get(group);
            members.merge(field == null ? "" : field.apply(row), 1L, Long::sum);
          });
    }
    RowWriter<Stat> writer = Rows.writer(invocation, VIEW);
    writer.row(new Stat("total", "connections", connections));
    writer.row(new Stat("total", "users", counts.getOrDefault("name", Map.of()).size()));
    writer.row(new Stat("total", "rooms", counted.size()));
    if (!described) { // nobody else's tables count them
      writer.row(new Stat("total", "messages", messages));
    }
    writer.row(new Stat("total", "oldest_connection_seconds", oldest.toSeconds()));
    long drift = drift(counted, counts.getOrDefault("room", Map.of()));
    if (!described && drift > 0) {
      writer.row(new Stat("total", "count_drift", drift));
    }
    counts.forEach((group, members) -> largest(group, members).forEach(writer::row));
    writer.end();
  }

  /** By how much rooms' rows are off the connections there are; the reaper puts it right. */
  private static long drift(Map<String, Long> counted, Map<String, Long> listed) {
    return Stream.concat(counted.keySet().stream(), listed.keySet().stream())
        .distinct()
        .mapToLong(room -> Math.abs(counted.getOrDefault(room, 0L) - listed.getOrDefault(room, 0L)))
        .sum();
  }

  private List<Stat> largest(String group, Map<String, Long> members) {
    return members.entrySet().stream()
        .map(member -> new Stat(group, member.getKey(), member.getValue()))
        .sorted(Comparator.comparingLong(Stat::value).reversed().thenComparing(Stat::key))
        .limit(top)
        .toList();
  }
}
