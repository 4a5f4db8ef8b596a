package dev.chatctl.admin;

import dev.chatctl.admin.cli.Surroundings;

/** The process. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Surroundings surroundings = Surroundings.ofProcess();
    var shutdown = InterruptOnShutdown.register(surroundings.interrupt());
    int code = Admin.run(surroundings, args);
    shutdown.finished();
    System.exit(code);
  }
}
