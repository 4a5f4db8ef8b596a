package dev.chatctl.admin;

import dev.chatctl.admin.cli.Surroundings;
import dev.chatctl.core.json.Json;
import java.util.Locale;

/** The process. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // Numbers look the same wherever the operator is.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    // Every verb reads JSON; it gets ready while this thread builds picocli's model.
    Thread.ofPlatform().daemon().name("json").start(Json::prepare);
    System.exit(run(Surroundings.ofProcess(), args));
  }

  /** What the process does, but for its end. */
  public static int run(Surroundings surroundings, String... args) {
    var shutdown = InterruptOnShutdown.register(surroundings.interrupt());
    int code = Admin.run(surroundings, args);
    shutdown.finished();
    return code;
  }
}
