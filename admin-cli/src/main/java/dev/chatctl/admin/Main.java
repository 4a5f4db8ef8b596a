package dev.chatctl.admin;

import dev.chatctl.cli.Program;
import dev.chatctl.core.json.Json;
import java.time.Duration;

/** The process. */
public final class Main {
  private static final Duration GRACE = Duration.ofSeconds(3);

  private Main() {}

  public static void main(String[] args) {
    // Every verb reads JSON; it gets ready while this thread builds picocli's model.
    Thread.ofPlatform().daemon().name("json").start(Json::prepare);
    System.exit(run(args));
  }

  /** What the process does, but for its end. */
  public static int run(String... args) {
    return Program.ofProcess(GRACE, surroundings -> Admin.run(surroundings, args));
  }
}
