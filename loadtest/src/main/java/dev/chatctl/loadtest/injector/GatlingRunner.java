package dev.chatctl.loadtest.injector;

import com.typesafe.config.ConfigFactory;
import dev.chatctl.loadtest.plan.TrustedCertificates;
import io.gatling.app.Gatling$;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs Gatling within this JVM, its console kept in a file of the results folder. */
final class GatlingRunner implements Gatling.UnderWay {
  private static final String TRUST_STORE = "gatling.ssl.trustStore.";

  private final FanoutRun run;
  private final Path folder;
  private final PrintStream stdout = System.out;
  private final PrintStream stderr = System.err;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final AtomicBoolean freed = new AtomicBoolean();

  private GatlingRunner(FanoutRun run, Path folder) {
    this.run = run;
    this.folder = folder;
  }

  /** Starts Gatling on a thread of its own. */
  static GatlingRunner start(FanoutRun run, Path folder, boolean report) {
    GatlingRunner runner = new GatlingRunner(run, folder);
    Thread.ofPlatform().daemon().name("gatling").start(() -> runner.run(report));
    return runner;
  }

  private void run(boolean report) {
    try {
      int exit = gatling(report);
      run.abandon("Gatling ended early with exit code " + exit + "; see gatling.log");
    } catch (Throwable e) { // whatever it is, nobody else would tell the run
      run.abandon("Gatling failed: " + e);
    } finally {
      free(); // with the streams taken before, whatever failed
      ended.complete(null);
    }
  }

  @Override
  public CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public void free() {
    if (freed.compareAndSet(false, true)) {
      System.setOut(stdout);
      System.setErr(stderr);
      run.close();
    }
  }

  /** Gatling reads its settings from files and properties only, and keeps what it has read. */
  private static void trust(Optional<TrustedCertificates> trust, Path store) throws IOException {
    for (String name : List.of("type", "file", "password")) {
      System.clearProperty(TRUST_STORE + name);
    }
    if (trust.isPresent()) {
      trust.get().writeTo(store);
      System.setProperty(TRUST_STORE + "type", "PKCS12");
      System.setProperty(TRUST_STORE + "file", store.toAbsolutePath().toString());
      System.setProperty(TRUST_STORE + "password", TrustedCertificates.PASSWORD);
    }
    ConfigFactory.invalidateCaches();
  }

  /** Gatling's exit code: 0, or 2 when an assertion failed. */
  private int gatling(boolean report) throws IOException {
    FanoutSimulation.next(run);
    trust(run.plan().system().trust(), folder.resolve("trusted.p12"));
    try (OutputStream file = Files.newOutputStream(folder.resolve("gatling.log"));
        PrintStream log = new PrintStream(file, true, StandardCharsets.UTF_8)) {
      System.setOut(log);
      System.setErr(log);
      List<String> args = new ArrayList<>();
      args.addAll(List.of("--simulation", FanoutSimulation.class.getName()));
      args.addAll(List.of("--results-folder", folder.resolve("gatling").toString()));
      if (!report) {
        args.add("--no-reports");
      }
      return Gatling$.MODULE$.fromArgs(args.toArray(String[]::new));
    } finally {
      free();
    }
  }
}
