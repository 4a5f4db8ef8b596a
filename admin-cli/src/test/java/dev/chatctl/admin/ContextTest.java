package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.TestTerminal;
import dev.chatctl.cli.testing.Finished;
import dev.chatctl.cli.testing.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contexts, also from the outputs of a Terraform state, which a script plays here. */
class ContextTest {
  private static final String OUTPUTS =
      """
      {"websocket_url": {"sensitive": false, "type": "string",
         "value": "wss://abc.execute-api.eu-west-1.amazonaws.com/dev"},
       "management_endpoint": {"sensitive": false, "type": "string",
         "value": "https://abc.execute-api.eu-west-1.amazonaws.com/dev"},
       "region": {"sensitive": false, "type": "string", "value": "eu-west-1"},
       "page_url": {"sensitive": false, "type": "string", "value": null},
       "tables": {"sensitive": false, "type": ["object", {}],
         "value": {"active_connections": "chat-active", "rooms": "chat-rooms",
           "session_history": "chat-sessions", "message_history": "chat-messages"}},
       "log_groups": {"sensitive": false, "type": ["object", {}],
         "value": {"connect": "/aws/lambda/chat-connect"}}}
      """;

  @TempDir Path home;

  @Test
  void remembersWhatTerraformDeployed() throws Exception {
    terraform("cat \"$0.json\"");

    String added = run(0, "context", "add", "prod", "--from-terraform", home.toString(), "--use");
    String shown = run(0, "context", "show", "-o", "csv");

    assertThat(added).contains("Remembered prod, which is now current.");
    assertThat(shown)
        .contains(
            "management_endpoint,https://abc.execute-api.eu-west-1.amazonaws.com/dev,",
            "region,eu-west-1,",
            "tables.active_connections,chat-active,",
            "log_groups.connect,/aws/lambda/chat-connect,");
  }

  @Test
  void saysThatTerraformFailed() throws Exception {
    terraform("echo 'Error: no state' >&2; exit 1");

    String refused = run(2, "context", "add", "prod", "--from-terraform", home.toString());

    assertThat(refused).contains("Error: no state", "error: --from-terraform: terraform output");
  }

  @Test
  void saysThatNothingIsDeployedYet() throws Exception {
    terraform("echo '{}'");

    String refused = run(2, "context", "add", "prod", "--from-terraform", home.toString());

    assertThat(refused).contains("has no output management_endpoint", "terraform apply");
  }

  @Test
  void addsUsesAndForgets() {
    var terminal = new TestTerminal(home, Admin::run);

    assertThat(terminal.run("context", "add", "test", "--set", "region=eu-west-1").exitCode())
        .isZero();
    assertThat(terminal.run("context", "use", "test").err())
        .contains("The current context is test");
    assertThat(terminal.run("context", "list", "-o", "csv").out()).contains("test,true,eu-west-1,");
    assertThat(terminal.run("context", "remove", "test").exitCode()).isZero();
    assertThat(terminal.run("context", "use", "test").exitCode()).isEqualTo(2);
    assertThat(terminal.run("context", "remove", "local").exitCode()).isEqualTo(2);
    assertThat(terminal.run("context", "add", "test", "--set", "colour=red").err())
        .contains("error: --set: there is no colour");
  }

  @Test
  void keepsAllThatProcessesAddAtOnce() throws Exception {
    List<String> names = List.of("par1", "par2", "par3", "par4", "par5", "par6");
    try (var threads = Executors.newFixedThreadPool(names.size())) {
      var all = new ArrayList<Callable<String>>();
      names.forEach(
          name -> all.add(() -> run(0, "context", "add", name, "--set", "region=r-" + name)));
      for (Future<String> added : threads.invokeAll(all)) {
        assertThat(added.get()).contains("Remembered par");
      }
    }

    assertThat(new TestTerminal(home, Admin::run).run("context", "list", "-o", "csv").out())
        .contains(names.stream().map(name -> name + ",false,r-" + name).toList());
  }

  @Test
  void keepsContextsBelowHome() throws Exception {
    var builder = process("context", "add", "a", "--set", "region=x");
    builder.environment().remove("XDG_CONFIG_HOME");
    builder.environment().put("HOME", home.toString());

    Finished.of(builder).succeeded();

    assertThat(home.resolve(".config/chatctl/contexts.json")).content().contains("\"a\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "bad name/..", "a\u001b[2J", "-a", "a\n", "\u00e4"})
  void refusesNamesThatAreNone(String name) {
    var refused = new TestTerminal(home, Admin::run).run("context", "add", "--", name);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("(expected: 1 to 64 letters, digits,")
        .doesNotContain("\u001b");
    assertThat(home.resolve("config")).doesNotExist();
  }

  @Test
  void takesNamesOf64LettersAndNoMore() {
    var terminal = new TestTerminal(home, Admin::run);

    assertThat(terminal.run("context", "add", "a.B_9-".repeat(11).substring(0, 64)).exitCode())
        .isZero();
    assertThat(terminal.run("context", "add", "a".repeat(65)).exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "{\"contexts\":[1]}",
        "{\"contexts\":null}",
        "{\"contexts\":{\"a\":\"b\"}}",
        "{\"contexts\":{\"a\":{\"region\":1}}}",
        "{\"contexts\":{\"a\":{\"tables\":{\"rooms\":[\"b\"]}}}}",
        "{\"current\":1,\"contexts\":{}}",
        "{\"context\":{\"a\":{}}}"
      })
  void refusesFilesThatItWouldNotKeep(String document) throws Exception {
    Path file = Files.createDirectories(home.resolve("config/chatctl")).resolve("contexts.json");
    Files.writeString(file, document);

    for (String line : List.of("add a", "use local", "remove a", "list")) {
      var refused = new TestTerminal(home, Admin::run).run(("context " + line).split(" "));

      assertThat(refused.exitCode()).as(line).isEqualTo(2);
      assertThat(refused.err())
          .as(line)
          .contains("error: the contexts cannot be read: " + file, "hint: mend or remove the file");
      assertThat(Files.readString(file)).as(line).isEqualTo(document);
    }
  }

  private void terraform(String line) throws Exception {
    Path script = Files.writeString(home.resolve("terraform"), "#!/bin/sh\n" + line + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("terraform.json"), OUTPUTS);
  }

  /** Runs a process of its own, for terraform is looked for on the PATH of the process. */
  private String run(int exitCode, String... args) throws Exception {
    Finished finished = Finished.of(process(args));
    assertThat(finished.exitCode()).as(finished.output()).isEqualTo(exitCode);
    return finished.output();
  }

  private ProcessBuilder process(String... args) {
    List<String> command = JavaCommand.of(Main.class.getName());
    command.addAll(List.of(args));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(new TestTerminal(home, Admin::run).env());
    builder.environment().merge("PATH", home.toString(), (old, mine) -> mine + ":" + old);
    return builder;
  }

  @Test
  void writesThroughALinkToTheContexts() throws Exception {
    Path kept = Files.createFile(Files.createDirectory(home.resolve("kept")).resolve("file.json"));
    Files.writeString(kept, "{\"contexts\": {}}");
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createDirectories(home.resolve("config/chatctl")).resolve("contexts.json");
    Files.createSymbolicLink(link, kept);

    var terminal = new TestTerminal(home, Admin::run);
    for (String line :
        List.of("add a --set region=eu-west-1", "use a", "add b --set region=x", "remove b")) {
      assertThat(terminal.run(("context " + line).split(" ")).exitCode()).as(line).isZero();

      assertThat(link).as(line).isSymbolicLink();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
          .as(line)
          .isEqualTo("rw-r-----");
    }
    assertThat(kept).content().contains("eu-west-1").doesNotContain("\"b\"");
  }
}
