package dev.chatctl.admin.setup;

import dev.chatctl.admin.target.Contexts;
import dev.chatctl.admin.target.Setting;
import dev.chatctl.admin.target.Target;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.admin.target.Targets;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.cli.output.View;
import dev.chatctl.description.Descriptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "context",
    description = {
      "Remember chats by name, so that commands need no endpoint and no table names.",
      "The context `local` always exists: it is the running local stack."
    },
    footer = {
      "",
      "  chatctl context add prod --from-terraform infra/terraform --use",
      "  chatctl context show"
    })
public final class ContextVerb implements Runnable {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._][A-Za-z0-9._-]{0,63}");

  private static final View<Setting> SETTINGS =
      View.of(
          "setting",
          Setting::name,
          List.of(
              Column.of("name", Setting::name),
              Column.of("value", Setting::value),
              Column.of("source", Setting::source)));

  private static final View<Named> CONTEXTS =
      View.of(
          "context",
          Named::name,
          List.of(
              Column.of("name", Named::name),
              Column.of("current", Named::current),
              Column.of("region", named -> named.settings().get("region")),
              Column.of(
                  "management_endpoint", named -> named.settings().get("management_endpoint"))));

  private final TargetedInvocation invocation;

  private record Named(String name, boolean current, Map<String, String> settings) {}

  ContextVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public void run() {
    list();
  }

  @Command(name = "list", aliases = "ls", description = "List the contexts.")
  int list() {
    Contexts contexts = contexts();
    RowWriter<Named> writer = Rows.writer(invocation, CONTEXTS);
    contexts
        .contexts()
        .forEach(
            (name, settings) ->
                writer.row(
                    new Named(name, contexts.current().equals(Optional.of(name)), settings)));
    writer.row(new Named("local", contexts.current().equals(Optional.of("local")), Map.of()));
    writer.end();
    return ExitCode.OK.code();
  }

  @Command(
      name = "show",
      description = "Show every value that commands use now, and where it comes from.")
  int show() {
    Target target = Targets.of(invocation);
    RowWriter<Setting> writer = Rows.writer(invocation, SETTINGS);
    Map<String, Setting> rest = new LinkedHashMap<>(target.settings());
    for (String name : Target.NAMES) {
      Setting setting = rest.remove(name);
      writer.row(setting == null ? new Setting(name, "", "not known") : setting);
    }
    rest.values().forEach(writer::row);
    writer.end(Map.of("context", target.name()));
    return ExitCode.OK.code();
  }

  @Command(name = "add", description = "Remember a chat, or change what is remembered of it.")
  int add(
      @Parameters(paramLabel = "NAME", description = "The context's name.") String name,
      @Option(
              names = "--from-terraform",
              paramLabel = "DIR",
              description =
                  "Read the outputs of the Terraform state in this folder, or a file that holds"
                      + " `terraform output -json`.")
          @Nullable Path terraform,
      @Option(
              names = "--from-stack",
              paramLabel = "FILE",
              description =
                  "Read the outputs of a stack of others: what CloudFormation, SAM or Terraform"
                      + " print of them as JSON.")
          @Nullable Path stack,
      @Option(
              names = "--set",
              paramLabel = "NAME=VALUE",
              description = "Remember a value by its name in chatctl context show.")
          @Nullable Map<String, String> values,
      @Option(names = "--use", description = "Also make it the current context.") boolean use) {
    refuseLocal(name);
    if (!NAME.matcher(name).matches()) {
      throw CliException.usage(
          "NAME: '"
              + PrintableText.oneLine(name)
              + "' (expected: 1 to 64 letters, digits, dots, underscores and dashes, no dash"
              + " first)",
          "such as chatctl context add prod-eu");
    }
    var settings = new LinkedHashMap<String, String>();
    if (terraform != null) {
      settings.putAll(TerraformOutputs.read(terraform));
    }
    if (stack != null) {
      settings.putAll(StackOutputs.read(stack));
    }
    invocation.options().chat().ifPresent(chat -> settings.put("chat", remembered(chat)));
    invocation
        .options()
        .table()
        .ifPresent(table -> settings.put("tables.active_connections", table));
    invocation.options().endpoint().ifPresent(url -> settings.put("management_endpoint", url + ""));
    invocation.options().region().ifPresent(region -> settings.put("region", region));
    invocation.options().profile().ifPresent(profile -> settings.put("profile", profile));
    if (values != null) {
      values.forEach(
          (key, value) -> {
            if (!Target.NAMES.contains(key) && !key.startsWith("log_groups.")) {
              throw CliException.usage(
                  "--set: there is no " + key,
                  "the names are " + String.join(", ", Target.NAMES) + " and log_groups.FUNCTION");
            }
            settings.put(key, value);
          });
    }
    change(
        contexts -> {
          var all = new LinkedHashMap<>(contexts.find(name).orElse(Map.of()));
          all.putAll(settings);
          Contexts changed = contexts.with(name, all);
          return use ? changed.using(name) : changed;
        });
    invocation.notice("Remembered " + name + (use ? ", which is now current." : "."));
    return ExitCode.OK.code();
  }

  /** A description's name or its file, wherever commands are run. */
  private static String remembered(String chat) {
    var unused = Descriptions.find(chat);
    return Descriptions.SHIPPED.contains(chat)
        ? chat
        : Path.of(chat).toAbsolutePath().normalize().toString();
  }

  @Command(name = "use", description = "Make a context the current one.")
  int use(@Parameters(paramLabel = "NAME", description = "The context.") String name) {
    change(contexts -> requireKnown(contexts, name).using(name));
    invocation.notice("The current context is " + name + ".");
    return ExitCode.OK.code();
  }

  @Command(name = "remove", aliases = "rm", description = "Forget a context.")
  int remove(@Parameters(paramLabel = "NAME", description = "The context.") String name) {
    refuseLocal(name);
    change(contexts -> requireKnown(contexts, name).without(name));
    invocation.notice("Forgot " + name + ".");
    return ExitCode.OK.code();
  }

  private Contexts contexts() {
    return Contexts.read(invocation.surroundings());
  }

  private void change(UnaryOperator<Contexts> change) {
    Contexts.change(invocation.surroundings(), change);
  }

  private static void refuseLocal(String name) {
    if (name.equals("local")) {
      throw CliException.usage("local is the running local stack", "choose another name");
    }
  }

  private static Contexts requireKnown(Contexts contexts, String name) {
    if (!name.equals("local") && contexts.find(name).isEmpty()) {
      throw CliException.usage("there is no context " + name, "chatctl context list shows them");
    }
    return contexts;
  }
}
