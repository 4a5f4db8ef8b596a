package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.TestTerminal;
import dev.chatctl.cli.testing.Finished;
import dev.chatctl.cli.testing.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  private void terraform(String line) throws Exception {
    Path script = Files.writeString(home.resolve("terraform"), "#!/bin/sh\n" + line + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("terraform.json"), OUTPUTS);
  }

  /** Runs a process of its own, for terraform is looked for on the PATH of the process. */
  private String run(int exitCode, String... args) throws Exception {
    List<String> command = JavaCommand.of(Main.class.getName());
    command.addAll(List.of(args));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(new TestTerminal(home, Admin::run).env());
    builder.environment().merge("PATH", home.toString(), (old, mine) -> mine + ":" + old);
    Finished finished = Finished.of(builder);
    assertThat(finished.exitCode()).as(finished.output()).isEqualTo(exitCode);
    return finished.output();
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
