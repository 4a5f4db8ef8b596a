package dev.chatctl.gateway;

import static java.util.Objects.requireNonNull;

import dev.chatctl.gateway.route.WebSocketApi;
import dev.chatctl.gateway.signature.Signatures;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What one API serves now: a deployment for each stage. A stage that was added stays. */
final class Stages {
  private final String first;
  private final String apiId;
  private final boolean signed;
  private final Map<String, WebSocketApi> deployed = new ConcurrentHashMap<>();

  Stages(WebSocketApi api, GatewaySettings settings) {
    this.first = api.stage();
    this.apiId = api.apiId();
    this.signed = !settings.signatures().equals(Signatures.NONE);
    deploy(api);
  }

  void deploy(WebSocketApi api) {
    if (!api.apiId().equals(apiId)) {
      throw new IllegalArgumentException(
          "api id: %s (expected: %s, of which it is to be a stage)".formatted(api.apiId(), apiId));
    }
    if (api.iamAuthorized() && !signed) {
      throw new IllegalArgumentException(
          "signatures: none (expected: some in the settings, since handshakes must be signed)");
    }
    deployed.put(api.stage(), api);
  }

  WebSocketApi first() {
    return of(first);
  }

  boolean has(String stage) {
    return deployed.containsKey(stage);
  }

  WebSocketApi of(String stage) {
    return requireNonNull(deployed.get(stage), stage);
  }
}
