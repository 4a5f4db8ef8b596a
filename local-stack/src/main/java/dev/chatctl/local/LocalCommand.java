package dev.chatctl.local;

import dev.chatctl.gateway.fault.Faults;
import dev.chatctl.gateway.limit.Limits;
import dev.chatctl.local.logs.GatewayLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chatctl local}: runs the backend in the foreground until it is stopped. */
@Command(
    name = "chatctl local",
    description = "Run the whole backend on this machine until Ctrl-C.",
    customSynopsis = "chatctl local [OPTION...]",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "1:unexpected failure",
      "2:bad option, or a port that is in use",
      "130:stopped by Ctrl-C"
    })
final class LocalCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65535;

  private enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of the gateway (default: a free one).")
  private int port;

  @Option(
      names = "--page-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of the chat page (default: a free one).")
  private int pagePort;

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description =
          "Environment variable of the handlers, as Terraform sets it on AWS, for example"
              + " DEFAULT_DIALECT=name-text. May be repeated.")
  private Map<String, String> environment = Map.of();

  @Option(
      names = "--fault",
      paramLabel = "FAULTS",
      description =
          "What goes wrong at the gateway, for example post-latency=10ms,gone=1%%,seed=42"
              + " (docs/gateway.md lists them). Can be changed at fault_url while it runs.")
  private String fault = "";

  @Option(
      names = "--limits",
      paramLabel = "LIMITS",
      description =
          "Rates that the gateway limits: aws for those of the service, or for example"
              + " connects=100,requests=2000/1000,route:sendmessage=10 (default: none).")
  private String limits = "";

  @Option(
      names = "--gateway-log",
      paramLabel = "LEVEL",
      defaultValue = "none",
      description =
          "What of the gateway goes to CloudWatch Logs: ${COMPLETION-CANDIDATES} (trace holds"
              + " message bodies).")
  private GatewayLog gatewayLog = GatewayLog.NONE;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How to print the addresses once ready: ${COMPLETION-CANDIDATES}.")
  private Format format = Format.TEXT;

  @Option(
      names = "--stop-on-stdin-eof",
      description =
          "Also stop when standard input ends: a parent process that holds the other end of the"
              + " pipe cannot leave this one behind, however the parent ends.")
  private boolean stopOnStdinEof;

  @Option(names = "--debug", description = "Show stack traces of unexpected failures.")
  private boolean debug;

  @Spec private CommandSpec spec;

  private final InputStream in;
  private final PrintWriter out;

  LocalCommand(InputStream in, PrintWriter out) {
    this.in = in;
    this.out = out;
  }

  boolean debug() {
    return debug;
  }

  @Override
  public Integer call() throws Exception {
    checkPort("--port", port);
    checkPort("--page-port", pagePort);
    try (LocalStack stack =
            LocalStack.start(
                new StackOptions(
                    port,
                    pagePort,
                    environment,
                    parsed("--fault", fault, Faults::parse),
                    parsed("--limits", limits, Limits::parse),
                    gatewayLog));
        Advertisement advertisement = Advertisement.of(stack.addresses())) {
      for (Runnable stop : List.<Runnable>of(stack::close, advertisement::close)) {
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop-local-stack"));
      }
      out.print(format == Format.JSON ? stack.addresses().toJson() : stack.addresses().toText());
      out.flush();
      awaitStop();
    }
    return 0;
  }

  private <T> T parsed(String option, String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
    }
  }

  private void checkPort(String option, int value) {
    if (value < 0 || value > HIGHEST_PORT) {
      throw new ParameterException(
          spec.commandLine(), "%s: %d (expected: 0 to %d)".formatted(option, value, HIGHEST_PORT));
    }
  }

  /** Returns at the end of stdin, if that is asked for; a signal ends the process instead. */
  private void awaitStop() throws IOException, InterruptedException {
    if (!stopOnStdinEof) {
      new CountDownLatch(1).await();
    }
    in.transferTo(OutputStream.nullOutputStream());
  }
}
