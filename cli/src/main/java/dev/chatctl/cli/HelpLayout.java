package dev.chatctl.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * One voice for all help: synopsis, what it does, its own options, then one line about the options
 * all verbs share, which are listed elsewhere.
 */
public final class HelpLayout {
  private HelpLayout() {}

  /**
   * Applies it to the commands below this one.
   *
   * @param shared the line about the options all verbs share
   */
  public static void apply(CommandLine commands, String shared) {
    for (Map.Entry<String, CommandLine> sub : commands.getSubcommands().entrySet()) {
      CommandLine command = sub.getValue();
      Map<String, IHelpSectionRenderer> sections = command.getHelpSectionMap();
      sections.put(UsageMessageSpec.SECTION_KEY_SYNOPSIS, help -> synopsis(help.commandSpec()));
      sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpLayout::ownOptions);
      sections.put(
          UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST,
          help -> help.exitCodeList() + String.format("%n%s%n", shared));
      apply(command, shared);
    }
  }

  private static String synopsis(CommandSpec spec) {
    var text = new StringBuilder(spec.qualifiedName());
    if (spec.options().stream().anyMatch(HelpLayout::isShown)) {
      text.append(" [OPTION...]");
    }
    if (!spec.subcommands().isEmpty()) {
      text.append(" COMMAND");
    }
    spec.positionalParameters().stream()
        .filter(parameter -> !parameter.hidden())
        .forEach(
            parameter -> {
              boolean repeats = parameter.arity().max() > 1 && !parameter.hideParamSyntax();
              String label = parameter.paramLabel() + (repeats ? "..." : "");
              text.append(' ').append(parameter.required() ? label : "[" + label + "]");
            });
    return text.append(System.lineSeparator()).toString();
  }

  private static String ownOptions(Help help) {
    List<OptionSpec> own =
        help.commandSpec().options().stream().filter(HelpLayout::isShown).toList();
    Help.Layout layout = help.createDefaultLayout();
    layout.addOptions(own, help.createDefaultParamLabelRenderer());
    return layout.toString();
  }

  private static boolean isShown(OptionSpec option) {
    return !option.inherited() && !option.hidden();
  }
}
