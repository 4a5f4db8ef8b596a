package dev.chatctl.dashboard.command;

import dev.chatctl.dashboard.Dashboards;
import dev.chatctl.dashboard.preview.Export;
import dev.chatctl.dashboard.preview.PreviewServer;
import dev.chatctl.dashboard.preview.Source;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chatctl dashboard preview}. */
@Command(
    name = "preview",
    description = "Draw the dashboards from the metrics of the running local stack.",
    customSynopsis = "chatctl dashboard preview [OPTION...]",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:bad option, or the port is in use",
      "6:no local stack runs",
      "130:stopped by Ctrl-C"
    })
final class PreviewCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65535;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of the page (default: a free one).")
  private int port;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "A recording, made with --out FILE.json, instead of the running stack.")
  private @Nullable Path from;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Write a file and end: .html the page with what it shows, .png a picture of one dashboard"
              + " (needs Chromium), .json a recording.")
  private @Nullable Path out;

  @Option(
      names = "--dashboard",
      paramLabel = "NAME",
      defaultValue = "overview",
      description = "Which one a picture shows (default: ${DEFAULT-VALUE}).")
  private String dashboard = "overview";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > HIGHEST_PORT) {
      throw usage("--port: %d (expected: 0 to %d)".formatted(port, HIGHEST_PORT));
    }
    if (!Dashboards.names().contains(dashboard)) {
      throw usage("--dashboard: %s (expected: one of %s)".formatted(dashboard, Dashboards.names()));
    }
    Source source =
        from == null
            ? Source.running(System.getenv(), System.getProperty("user.name"))
            : new Source.Recorded(from);
    if (out != null) {
      new Export(System.getenv().getOrDefault("PATH", "")).write(source, dashboard, out);
      return 0;
    }
    try (var server = PreviewServer.start(source, port)) {
      spec.commandLine()
          .getOut()
          .println("Dashboards at " + server.url() + " from " + source.place() + ", until Ctrl-C");
      new CountDownLatch(1).await();
      return 0;
    }
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
