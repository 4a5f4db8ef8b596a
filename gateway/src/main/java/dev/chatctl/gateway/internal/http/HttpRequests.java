package dev.chatctl.gateway.internal.http;

import dev.chatctl.gateway.signature.SignedRequest;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What handshakes and management calls ask of their requests. */
public final class HttpRequests {
  private HttpRequests() {}

  /** Whom a channel leads to; {@code -} for one that leads to no address. */
  public static String sourceIp(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress address
        ? address.getAddress().getHostAddress()
        : "-";
  }

  /** A request as signatures see it. */
  public static SignedRequest signed(HttpRequest request, byte[] body, String sourceIp) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String name : request.headers().names()) {
      headers.put(name, request.headers().getAll(name));
    }
    return new SignedRequest(request.method().name(), request.uri(), headers, body, sourceIp);
  }
}
