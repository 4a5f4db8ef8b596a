package dev.chatctl.loadtest.injector;

import dev.chatctl.description.SocketRequest;
import io.gatling.commons.stats.Status;
import io.gatling.commons.util.Clock;
import io.gatling.core.stats.StatsEngine;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.http.client.LocalAddresses;
import io.gatling.http.client.RequestBuilder;
import io.gatling.http.client.WebSocketListener;
import io.gatling.http.client.resolver.InetAddressNameResolver;
import io.gatling.http.client.uri.Uri;
import io.gatling.http.protocol.HttpComponents;
import io.gatling.http.protocol.HttpProtocol;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.List$;

/**
 * Gatling's HTTP engine and statistics as this module uses them. Gatling's internal classes are
 * used here, in {@link ConnectAction}, and for their thread pools in {@link FanoutRun}; sockets
 * extend its listener.
 */
final class GatlingEngine {
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(30);

  private final HttpComponents http;
  private final StatsEngine stats;
  private final Clock clock;

  GatlingEngine(ScenarioContext context) {
    this.http = context.protocolComponentsRegistry().components(HttpProtocol.HttpProtocolKey());
    this.stats = context.coreComponents().statsEngine();
    this.clock = context.coreComponents().clock();
  }

  /** Starts a handshake; the listener is called on that event loop from now on. */
  void open(
      SocketRequest handshake,
      Optional<InetAddress> source,
      long user,
      EventLoop loop,
      WebSocketListener listener) {
    RequestBuilder request =
        new RequestBuilder(
                "connect",
                HttpMethod.GET,
                Uri.create(handshake.url().toString()),
                InetAddressNameResolver.JAVA_RESOLVER)
            .setDefaultCharset(StandardCharsets.UTF_8)
            .setRequestTimeout(HANDSHAKE_TIMEOUT.toMillis());
    HttpHeaders headers = new DefaultHttpHeaders();
    handshake.headers().forEach(headers::add);
    request.setHeaders(headers);
    if (!handshake.subprotocols().isEmpty()) {
      request.setWsSubprotocol(String.join(",", handshake.subprotocols()));
    }
    source.ifPresent(address -> request.setLocalAddresses(from(address)));
    http.httpEngine()
        .executeRequest(
            request.build(),
            user,
            http.httpProtocol().enginePart().shareConnections(),
            loop,
            listener,
            Option.empty());
  }

  /** Gatling keeps one source for each kind of destination; here they are all the same. */
  private static LocalAddresses from(InetAddress address) {
    InetSocketAddress any = new InetSocketAddress(address, 0);
    return new LocalAddresses(any, any, any, any, any, any);
  }

  /**
   * Reports one response to Gatling, for its assertions and its report.
   *
   * @param failure why it failed, or null if it did not
   */
  void log(String scenario, String name, long startNanos, long endNanos, @Nullable String failure) {
    long nowMillis = clock.nowMillis();
    long now = System.nanoTime();
    stats.logResponse(
        scenario,
        List$.MODULE$.empty(),
        name,
        nowMillis - (now - startNanos) / 1_000_000,
        nowMillis - (now - endNanos) / 1_000_000,
        Status.apply(failure == null ? "OK" : "KO"),
        Option.empty(),
        Option.apply(failure));
  }
}
