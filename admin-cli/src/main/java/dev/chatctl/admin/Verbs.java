package dev.chatctl.admin;

import dev.chatctl.admin.chat.ChatVerb;
import dev.chatctl.admin.chat.DemoVerb;
import dev.chatctl.admin.connections.BroadcastVerb;
import dev.chatctl.admin.connections.GetVerb;
import dev.chatctl.admin.connections.KickVerb;
import dev.chatctl.admin.connections.ListVerb;
import dev.chatctl.admin.connections.PostVerb;
import dev.chatctl.admin.connections.PruneVerb;
import dev.chatctl.admin.history.HistoryVerb;
import dev.chatctl.admin.history.SessionsVerb;
import dev.chatctl.admin.history.StatsVerb;
import dev.chatctl.admin.history.WhoVerb;
import dev.chatctl.admin.logs.LogsVerb;
import dev.chatctl.admin.moderation.AuditVerb;
import dev.chatctl.admin.moderation.BanVerb;
import dev.chatctl.admin.moderation.BansVerb;
import dev.chatctl.admin.moderation.DeleteMessageVerb;
import dev.chatctl.admin.moderation.MuteVerb;
import dev.chatctl.admin.moderation.UnbanVerb;
import dev.chatctl.admin.moderation.UnmuteVerb;
import dev.chatctl.admin.person.EraseVerb;
import dev.chatctl.admin.person.ExportVerb;
import dev.chatctl.admin.setup.CandidatesVerb;
import dev.chatctl.admin.setup.CapacityVerb;
import dev.chatctl.admin.setup.CompletionVerb;
import dev.chatctl.admin.setup.ContextVerb;
import dev.chatctl.admin.setup.DescribeVerb;
import dev.chatctl.admin.setup.DoctorVerb;
import dev.chatctl.admin.setup.TokenVerb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/**
 * All verbs, in the order help lists them; a new one is one line here. A command line knows only
 * the verbs it names: picocli's model of all of them would cost every command a tenth of a second.
 */
final class Verbs {
  private static final List<Class<?>> ALL =
      List.of(
          ListVerb.class,
          GetVerb.class,
          PostVerb.class,
          BroadcastVerb.class,
          KickVerb.class,
          PruneVerb.class,
          BanVerb.class,
          UnbanVerb.class,
          MuteVerb.class,
          UnmuteVerb.class,
          BansVerb.class,
          DeleteMessageVerb.class,
          AuditVerb.class,
          ExportVerb.class,
          EraseVerb.class,
          HistoryVerb.class,
          SessionsVerb.class,
          WhoVerb.class,
          StatsVerb.class,
          LogsVerb.class,
          ChatVerb.class,
          ContextVerb.class,
          DescribeVerb.class,
          DoctorVerb.class,
          CapacityVerb.class,
          TokenVerb.class,
          CompletionVerb.class,
          CandidatesVerb.class,
          OtherRooms.Local.class,
          DemoVerb.class,
          OtherRooms.LoadTest.class,
          OtherRooms.Dashboard.class,
          HelpVerb.class);

  /** The width of the names' column, as in picocli's own lists. */
  private static final int NAMES_WIDTH = 24;

  private Verbs() {}

  /** The verbs whose names occur in a command line; all of them if it asks for completion. */
  static List<Class<?>> namedIn(List<String> args) {
    if (args.contains("completion")) {
      return ALL;
    }
    return ALL.stream().filter(verb -> !Collections.disjoint(names(verb), args)).toList();
  }

  /** The list of verbs in the root's help. */
  static String list(Help help) {
    int width = help.commandSpec().usageMessage().width();
    TextTable table =
        TextTable.forColumns(
            help.colorScheme(),
            new Column(NAMES_WIDTH, 2, Overflow.SPAN),
            new Column(width - NAMES_WIDTH, 2, Overflow.WRAP));
    for (Class<?> verb : ALL) {
      if (!command(verb).hidden()) {
        table.addRowValues(String.join(", ", names(verb)), command(verb).description()[0]);
      }
    }
    return "\nVerbs:\n" + table;
  }

  /** All names that help lists. */
  static List<String> listed() {
    return ALL.stream()
        .filter(verb -> !command(verb).hidden())
        .flatMap(verb -> names(verb).stream())
        .toList();
  }

  /** The names of the verbs that this program runs itself and help lists. */
  static List<String> own() {
    return ALL.stream()
        .filter(verb -> !command(verb).hidden() && verb.getEnclosingClass() != OtherRooms.class)
        .map(verb -> command(verb).name())
        .toList();
  }

  private static Command command(Class<?> verb) {
    Command command = verb.getAnnotation(Command.class);
    if (command == null) {
      throw new IllegalStateException(verb + " is no command");
    }
    return command;
  }

  private static List<String> names(Class<?> verb) {
    var names = new ArrayList<String>();
    names.add(command(verb).name());
    names.addAll(Arrays.asList(command(verb).aliases()));
    return names;
  }
}
