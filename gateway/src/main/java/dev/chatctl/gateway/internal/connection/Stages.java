package dev.chatctl.gateway.internal.connection;

import static java.util.Objects.requireNonNull;

import dev.chatctl.gateway.event.ApiStage;
import dev.chatctl.gateway.route.WebSocketApi;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What one API serves now: a deployment for each stage. A stage that was added stays. */
public final class Stages {
  private final ApiStage first;
  private final boolean signed;
  private final Map<String, WebSocketApi> deployed = new ConcurrentHashMap<>();

  /** Begins with one; {@code signed} tells whether there is somebody who checks signatures. */
  public Stages(WebSocketApi api, boolean signed) {
    this.first = api.stage();
    this.signed = signed;
    deploy(api);
  }

  public void deploy(WebSocketApi api) {
    ApiStage stage = api.stage();
    if (!stage.apiId().equals(first.apiId())) {
      throw new IllegalArgumentException(
          "api id: %s (expected: %s, of which it is to be a stage)"
              .formatted(stage.apiId(), first.apiId()));
    }
    if (api.iamAuthorized() && !signed) {
      throw new IllegalArgumentException(
          "signatures: none (expected: some in the settings, since handshakes must be signed)");
    }
    deployed.put(stage.stage(), api);
  }

  public WebSocketApi first() {
    return of(first);
  }

  /** The deployment that serves the next event of a socket that was opened through this stage. */
  public WebSocketApi of(ApiStage stage) {
    return requireNonNull(find(stage.stage()), "deployed");
  }

  public @Nullable WebSocketApi find(String stage) {
    return deployed.get(stage);
  }
}
