package dev.chatctl.local;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.CommonOptions;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.OptionRules;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.gateway.limit.Limits;
import dev.chatctl.local.fault.StackFaults;
import dev.chatctl.local.logs.GatewayLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code chatctl local}: runs the backend in the foreground until it is stopped. */
@Command(
    name = "chatctl local",
    description = "Run the whole backend on this machine until Ctrl-C.",
    customSynopsis = "chatctl local [OPTION...]",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "1:unexpected failure",
      "2:bad option, or a port that is in use",
      "124:--timeout passed",
      "130:stopped by Ctrl-C"
    })
final class LocalCommand implements Callable<Integer> {
  private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#]+");

  @Mixin private final CommonOptions options;

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
          "What goes wrong, for example post-latency=10ms,gone=1%%,table-throttle=1%%,seed=42"
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
          "What of the gateway goes to CloudWatch Logs: none, info or trace (trace holds"
              + " message bodies).")
  private GatewayLog gatewayLog = GatewayLog.NONE;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder that keeps the tables, for the next run too, even if this one is killed"
              + " (default: none, they are forgotten). One stack at a time may use it.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--allow-origin",
      paramLabel = "ORIGIN",
      description =
          "Page of another server that may open WebSockets here, for example"
              + " http://localhost:3000. May be repeated (default: the chat page only; programs"
              + " other than browsers need none).")
  private Set<String> allowedOrigins = Set.of();

  @Option(
      names = "--stop-on-stdin-eof",
      description =
          "Also stop when standard input ends: a parent process that holds the other end of the"
              + " pipe cannot leave this one behind, however the parent ends.")
  private boolean stopOnStdinEof;

  private final Invocation invocation;

  LocalCommand(Invocation invocation) {
    this.invocation = invocation;
    this.options = invocation.options();
  }

  @Override
  @SuppressWarnings("try") // it is there to be found, not to be called
  public Integer call() throws Exception {
    OptionRules.port("--port", port);
    OptionRules.port("--page-port", pagePort);
    allowedOrigins.forEach(LocalCommand::checkOrigin);
    try (LocalStack stack =
            LocalStack.start(
                new StackOptions(
                    port,
                    pagePort,
                    environment,
                    parsed("--fault", fault, StackFaults::parse),
                    parsed("--limits", limits, Limits::parse),
                    gatewayLog,
                    data,
                    allowedOrigins));
        Advertisement advertisement = Advertisement.of(stack.addresses(), invocation.env())) {
      print(stack.addresses());
      awaitStop();
    }
    return ExitCode.OK.code();
  }

  private void print(Addresses addresses) {
    if (Rows.format(options).forPeople()) {
      invocation.out().print(addresses.toText());
    } else {
      Rows.one(invocation, Addresses.VIEW, addresses);
    }
    invocation.out().flush();
  }

  private static void checkOrigin(String origin) {
    if (!ORIGIN.matcher(origin).matches()) {
      throw CliException.usage(
          "--allow-origin: "
              + origin
              + " (expected: scheme, host and port as in http://localhost:3000)",
          "what the browser shows before the path");
    }
  }

  private static <T> T parsed(String option, String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw CliException.usage(option + ": " + e.getMessage(), "docs/gateway.md lists them");
    }
  }

  /** Returns when it is interrupted, or at the end of stdin, if that is asked for. */
  private void awaitStop() throws InterruptedException {
    var stop = new CountDownLatch(1);
    invocation.interrupt().onRequest(stop::countDown);
    if (stopOnStdinEof) {
      Thread.ofPlatform().daemon().name("stdin").start(() -> drain(stop));
    }
    stop.await();
  }

  private void drain(CountDownLatch stop) {
    try {
      invocation.surroundings().in().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // What cannot be read has ended as well.
    }
    stop.countDown();
  }
}
