package dev.chatctl.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.process.ChildProcess;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a program ended that was awaited for as long as it showed signs of life. */
public record Finished(int exitCode, String output) {
  /** Runs it to its end; its errors are among its output unless the builder says where they go. */
  public static Finished of(ProcessBuilder builder) throws IOException, InterruptedException {
    Path output = Files.createTempFile("output", ".txt");
    builder.redirectOutput(output.toFile());
    if (builder.redirectError().equals(Redirect.PIPE)) {
      builder.redirectErrorStream(true);
    }
    String name = String.join(" ", builder.command());
    try (var child = new ChildProcess(builder.start(), name, output)) {
      return new Finished(child.awaitEnd(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }

  /** What it printed, if it ended well. */
  public String succeeded() {
    assertThat(exitCode).as(output).isZero();
    return output;
  }
}
