package dev.chatctl.admin.startup;

import dev.chatctl.cli.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the root's help and the archives for the JVM it runs on, one for each {@link Training}:
 * {@code startup-VERSION.aot} from Java 25 on, {@code .jsa} before. The launcher uses them for that
 * very version only, and only if they are newer than the jar.
 */
public final class StartupCache {
  private static final int FIRST_WITH_AOT_CACHE = 25;

  private StartupCache() {}

  /**
   * Builds the archives.
   *
   * @param args the folder that holds the jar and lib, and the room's jvm.options
   */
  public static void main(String[] args) throws Exception {
    Path target = Path.of(args[0]).toAbsolutePath();
    Path options = Path.of(args[1]).toAbsolutePath();
    RootHelp.write(target.resolve("help"));
    String version = System.getProperty("java.runtime.version");
    boolean aot = Runtime.version().feature() >= FIRST_WITH_AOT_CACHE;
    for (Training training : Training.values()) {
      String name = "startup-" + version + training.suffix() + (aot ? ".aot" : ".jsa");
      Path fresh = target.resolve("startup.new");
      try (var stub = StubServices.start()) {
        train(
            target,
            options,
            (aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + fresh,
            training,
            stub);
      }
      Files.move(fresh, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void train(
      Path target, Path options, String archive, Training training, StubServices stub)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + options);
    command.add(archive);
    command.add("-Xlog:cds=off,aot=off");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(TrainingRun.class.getName());
    command.add(training.name());
    Path log = target.resolve("startup" + training.suffix() + ".log");
    var builder = new ProcessBuilder(command);
    builder.environment().put("XDG_RUNTIME_DIR", stub.folder().toString());
    builder.environment().put("XDG_CONFIG_HOME", stub.folder().toString());
    try (var run = ChildProcess.start(builder, "the training run failed", log)) {
      int exitCode = run.awaitEnd();
      if (exitCode != 0) {
        throw run.failure("it ended with exit code " + exitCode);
      }
    }
  }
}
