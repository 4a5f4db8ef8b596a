package dev.chatctl.admin.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the archive for the JVM it runs on: {@code startup-VERSION.aot} from Java 25 on, {@code
 * .jsa} before. The launcher uses it for that very version only, and only if it is newer than the
 * jar.
 */
public final class StartupCache {
  private static final int FIRST_WITH_AOT_CACHE = 25;
  private static final long TRAINING_SECONDS = 120;

  private StartupCache() {}

  /**
   * Builds the archive.
   *
   * @param args the folder that holds the jar and lib, the room's jvm.options, and picocli's
   *     sources
   */
  public static void main(String[] args) throws Exception {
    Path target = Path.of(args[0]).toAbsolutePath();
    Path options = Path.of(args[1]).toAbsolutePath();
    if (args.length > 2) {
      PicocliCompiler.compile(Path.of(args[2]), target.resolve("lib"));
    }
    String version = System.getProperty("java.runtime.version");
    boolean aot = Runtime.version().feature() >= FIRST_WITH_AOT_CACHE;
    Path cache = target.resolve("startup-" + version + (aot ? ".aot" : ".jsa"));
    Path fresh = target.resolve("startup.new");
    try (var stub = StubServices.start()) {
      train(
          target,
          options,
          (aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + fresh,
          stub);
    }
    Files.move(fresh, cache, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void train(Path target, Path options, String archive, StubServices stub)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + options);
    command.add(archive);
    command.add("-Xlog:cds=off,aot=off");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Training.class.getName());
    Path log = target.resolve("startup.log");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("XDG_RUNTIME_DIR", stub.folder().toString());
    builder.environment().put("XDG_CONFIG_HOME", stub.folder().toString());
    Process training = builder.start();
    if (!training.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS)) {
      training.destroyForcibly();
      throw new IOException("the training run did not end; see " + log);
    }
    if (training.exitValue() != 0) {
      throw new IOException("the training run failed; see " + log);
    }
  }
}
