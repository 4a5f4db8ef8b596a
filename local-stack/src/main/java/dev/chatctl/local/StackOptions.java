package dev.chatctl.local;

import dev.chatctl.gateway.limit.Limits;
import dev.chatctl.local.fault.StackFaults;
import dev.chatctl.local.logs.GatewayLog;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 * @param allowedOrigins pages of other servers that may open WebSockets
 */
record StackOptions(
    int port,
    int pagePort,
    Map<String, String> environment,
    StackFaults faults,
    Limits limits,
    GatewayLog gatewayLog,
    Optional<Path> data,
    Set<String> allowedOrigins) {
  StackOptions {
    environment = Map.copyOf(environment);
    allowedOrigins = Set.copyOf(allowedOrigins);
  }

  /** Those, and those that the authorizer lets in. */
  Set<String> origins() {
    return Stream.concat(
            allowedOrigins.stream(),
            Arrays.stream(environment.getOrDefault("ALLOWED_ORIGINS", "").split(",")))
        .map(String::strip)
        .collect(Collectors.toUnmodifiableSet());
  }

  static StackOptions defaults() {
    return new StackOptions(
        0, 0, Map.of(), StackFaults.NONE, Limits.NONE, GatewayLog.NONE, Optional.empty(), Set.of());
  }

  StackOptions withPort(int port) {
    return new StackOptions(
        port, pagePort, environment, faults, limits, gatewayLog, data, allowedOrigins);
  }

  StackOptions withPagePort(int pagePort) {
    return new StackOptions(
        port, pagePort, environment, faults, limits, gatewayLog, data, allowedOrigins);
  }

  StackOptions withEnvironment(Map<String, String> environment) {
    return new StackOptions(
        port, pagePort, environment, faults, limits, gatewayLog, data, allowedOrigins);
  }

  StackOptions withFaults(StackFaults faults) {
    return new StackOptions(
        port, pagePort, environment, faults, limits, gatewayLog, data, allowedOrigins);
  }

  StackOptions withAllowedOrigins(Set<String> origins) {
    return new StackOptions(port, pagePort, environment, faults, limits, gatewayLog, data, origins);
  }

  StackOptions withLimits(Limits limits) {
    return new StackOptions(
        port, pagePort, environment, faults, limits, gatewayLog, data, allowedOrigins);
  }

  StackOptions withData(Path folder) {
    return new StackOptions(
        port,
        pagePort,
        environment,
        faults,
        limits,
        gatewayLog,
        Optional.of(folder),
        allowedOrigins);
  }
}
