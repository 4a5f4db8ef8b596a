package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.testing.Finished;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The stock AWS CLI on the local stack's logs. */
@Needs(Need.AWS_CLI)
class AwsCliTest {
  private final String group = "/test/" + Chat.freshRoom();

  @Test
  void findsALineThatItWrote() throws Exception {
    aws("logs", "create-log-group", "--log-group-name", group);
    aws("logs", "create-log-stream", "--log-group-name", group, "--log-stream-name", "s");
    aws(
        "logs",
        "put-log-events",
        "--log-group-name",
        group,
        "--log-stream-name",
        "s",
        "--log-events",
        "timestamp=" + System.currentTimeMillis() + ",message=hello");

    assertThat(
            aws(
                "logs",
                "filter-log-events",
                "--log-group-name",
                group,
                "--filter-pattern",
                "hello",
                "--query",
                "events[].message",
                "--output",
                "text"))
        .isEqualToIgnoringWhitespace("hello");
  }

  private static String aws(String... args) throws Exception {
    var command = new ArrayList<>(List.of("aws"));
    command.addAll(List.of(args));
    command.addAll(
        List.of(
            "--region",
            Chat.addresses().aws().region(),
            "--endpoint-url",
            Chat.addresses().aws().logsEndpoint().toString()));
    var builder = new ProcessBuilder(command);
    builder
        .environment()
        .putAll(Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local"));
    return Finished.of(builder).succeeded();
  }
}
