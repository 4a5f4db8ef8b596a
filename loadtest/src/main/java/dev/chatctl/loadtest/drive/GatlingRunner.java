package dev.chatctl.loadtest.drive;

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

/** Runs Gatling within this JVM, its console kept in a file of the results folder. */
public final class GatlingRunner {
  private static final String TRUST_STORE = "gatling.ssl.trustStore.";

  private GatlingRunner() {}

  /**
   * Starts Gatling on a thread of its own. The run is told should Gatling end without it.
   *
   * @param folder receives {@code gatling.log} and Gatling's own {@code simulation.log}
   * @param report whether Gatling is to write its own report as well
   * @return completes when Gatling has ended
   */
  public static CompletableFuture<Void> start(FanoutRun run, Path folder, boolean report) {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("gatling")
        .start(
            () -> {
              try {
                int exit = run(run, folder, report);
                run.abandon("Gatling ended early with exit code " + exit + "; see gatling.log");
              } catch (Exception | LinkageError e) { // Scala declares none of those it throws
                run.abandon("Gatling failed: " + e);
              } finally {
                ended.complete(null);
              }
            });
    return ended;
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
  private static int run(FanoutRun run, Path folder, boolean report) throws IOException {
    FanoutSimulation.next(run);
    trust(run.plan().connecting().trust(), folder.resolve("trusted.p12"));
    PrintStream stdout = System.out;
    PrintStream stderr = System.err;
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
      System.setOut(stdout);
      System.setErr(stderr);
    }
  }
}
