package dev.chatctl.gateway.junit;

import static java.util.Objects.requireNonNull;

import dev.chatctl.gateway.BoundGateway;
import dev.chatctl.gateway.Gateway;
import dev.chatctl.gateway.GatewaySettings;
import dev.chatctl.gateway.GatewayStartException;
import dev.chatctl.gateway.route.WebSocketApi;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Serves an API while tests run: all tests of a class when the field is static, each test alone
 * when it is not. Every gateway picks a free port, so parallel tests do not collide.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final GatewayExtension GATEWAY =
 *     GatewayExtension.serving(
 *         bound -> WebSocketApi.builder().route("$connect", accept).build());
 * }</pre>
 */
public final class GatewayExtension
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
  private final Function<BoundGateway, WebSocketApi> api;
  private final GatewaySettings settings;
  private @Nullable Gateway gateway;
  private boolean perTest;

  private GatewayExtension(Function<BoundGateway, WebSocketApi> api, GatewaySettings settings) {
    this.api = api;
    this.settings = settings;
  }

  /** Serves the API that is made once the port is known; functions may need it to post. */
  public static GatewayExtension serving(Function<BoundGateway, WebSocketApi> api) {
    return new GatewayExtension(api, GatewaySettings.defaults());
  }

  public GatewayExtension withSettings(GatewaySettings settings) {
    return new GatewayExtension(api, settings);
  }

  /** The running gateway. */
  public Gateway gateway() {
    return requireNonNull(gateway, "gateway: not running (expected: inside a test)");
  }

  /** Where clients connect. */
  public URI webSocketUrl() {
    return gateway().webSocketUrl();
  }

  /** The SDK's endpoint override. */
  public URI managementEndpoint() {
    return gateway().managementEndpoint();
  }

  @Override
  public void beforeAll(ExtensionContext context) throws GatewayStartException {
    start();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws GatewayStartException {
    if (gateway == null) {
      perTest = true;
      start();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (perTest) {
      stop();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    stop();
  }

  private void start() throws GatewayStartException {
    gateway = Gateway.start(api, settings);
  }

  private void stop() {
    Gateway running = gateway;
    gateway = null;
    if (running != null) {
      running.close();
    }
  }
}
