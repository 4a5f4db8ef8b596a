package dev.chatctl.admin.startup;

import dev.chatctl.admin.Main;

/** The process in which a training happens. */
final class TrainingRun {
  private TrainingRun() {}

  public static void main(String[] args) {
    for (String[] command : Training.valueOf(args[0]).commands()) {
      int code = Main.run(command);
      if (code != 0 && !Training.isMistake(command)) {
        throw new IllegalStateException(String.join(" ", command) + ": exit code " + code);
      }
    }
    System.exit(0);
  }
}
