package dev.chatctl.local;

import dev.chatctl.gateway.limit.Limits;
import dev.chatctl.local.fault.StackFaults;
import dev.chatctl.local.logs.GatewayLog;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a local stack can be asked for.
 *
 * @param port of the gateway, 0 for a free one
 * @param pagePort of the chat page, 0 for a free one
 * @param environment variables of the handlers, over those the stack sets itself
 * @param faults what goes wrong
 * @param limits rates that the gateway limits
 * @param gatewayLog how much of what the gateway does is in CloudWatch Logs
 * @param data the folder that keeps the tables; empty to forget them
 */
record StackOptions(
    int port,
    int pagePort,
    Map<String, String> environment,
    StackFaults faults,
    Limits limits,
    GatewayLog gatewayLog,
    Optional<Path> data) {
  StackOptions {
    environment = Map.copyOf(environment);
  }

  static StackOptions defaults() {
    return new StackOptions(
        0, 0, Map.of(), StackFaults.NONE, Limits.NONE, GatewayLog.NONE, Optional.empty());
  }

  StackOptions withPort(int port) {
    return new StackOptions(port, pagePort, environment, faults, limits, gatewayLog, data);
  }

  StackOptions withPagePort(int pagePort) {
    return new StackOptions(port, pagePort, environment, faults, limits, gatewayLog, data);
  }

  StackOptions withEnvironment(Map<String, String> environment) {
    return new StackOptions(port, pagePort, environment, faults, limits, gatewayLog, data);
  }

  StackOptions withFaults(StackFaults faults) {
    return new StackOptions(port, pagePort, environment, faults, limits, gatewayLog, data);
  }

  StackOptions withLimits(Limits limits) {
    return new StackOptions(port, pagePort, environment, faults, limits, gatewayLog, data);
  }

  StackOptions withData(Path folder) {
    return new StackOptions(
        port, pagePort, environment, faults, limits, gatewayLog, Optional.of(folder));
  }
}
