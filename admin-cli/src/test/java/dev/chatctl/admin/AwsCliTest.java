package dev.chatctl.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stock AWS CLI on the local stack's logs. */
class AwsCliTest {
  private final String group = "/test/" + Chat.freshRoom();

  @BeforeEach
  void requireTheCli() throws Exception {
    boolean installed;
    try {
      installed = new ProcessBuilder("aws", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      installed = false;
    }
    assumeTrue(installed, "the AWS CLI is not installed");
  }

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
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
