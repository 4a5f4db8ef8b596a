package dev.chatctl.dashboard.command;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.OptionRules;
import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.cli.output.View;
import dev.chatctl.dashboard.Dashboards;
import dev.chatctl.dashboard.preview.Export;
import dev.chatctl.dashboard.preview.PreviewServer;
import dev.chatctl.dashboard.preview.Source;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code chatctl dashboard preview}. */
@Command(
    name = "preview",
    description = "Draw the dashboards from the metrics of the running local stack.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:bad option, or the port is in use",
      "6:no local stack runs",
      "124:--timeout passed",
      "130:stopped by Ctrl-C"
    })
final class PreviewCommand implements Callable<Integer> {
  private static final View<Preview> VIEW =
      View.of(
          "preview",
          Preview::shownAt,
          List.of(
              Column.of("shown_at", Preview::shownAt),
              Column.of("metrics_from", Preview::metricsFrom)));

  private final Invocation invocation;

  /** Where dashboards can be seen, a URL or a file, and what they show. */
  private record Preview(String shownAt, String metricsFrom) {}

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

  PreviewCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    OptionRules.port("--port", port);
    OptionRules.oneOf("--dashboard", dashboard, Dashboards.names());
    Source source =
        from == null
            ? Source.running(invocation.env(), System.getProperty("user.name"))
            : new Source.Recorded(from);
    if (out != null) {
      new Export(invocation.env().getOrDefault("PATH", "")).write(source, dashboard, out);
      tell(new Preview(out.toString(), source.place()), "");
      return ExitCode.OK.code();
    }
    try (var server = PreviewServer.start(source, port)) {
      tell(
          new Preview(server.url().toString(), source.place()),
          "Dashboards at " + server.url() + " from " + source.place() + ", until Ctrl-C\n");
      invocation.interrupt().await();
      return ExitCode.OK.code();
    } catch (BindException e) {
      throw CliException.usage("--port: " + port + ": " + e.getMessage(), "0 takes a free port");
    }
  }

  private void tell(Preview preview, String sentence) {
    if (Rows.format(invocation.options()).forPeople()) {
      invocation.out().print(sentence);
    } else {
      Rows.one(invocation, VIEW, preview);
    }
    invocation.out().flush();
  }
}
