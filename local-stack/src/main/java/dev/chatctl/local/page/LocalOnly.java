package dev.chatctl.local.page;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets only this page talk to its server. Listening on loopback does not keep other web sites out:
 * a browser on this machine sends their requests too. A foreign host name that resolves to loopback
 * shows in {@code Host}; a request of another site in {@code Origin} or {@code Sec-Fetch-Site}.
 */
final class LocalOnly extends Filter {
  private static final Set<String> SAME_SITE = Set.of("same-origin", "none");

  private final Set<String> hosts;

  LocalOnly(int port) {
    this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
  }

  @Override
  public String description() {
    return "refuses requests of other sites";
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    String problem = problem(exchange);
    if (problem == null) {
      chain.doFilter(exchange);
    } else {
      Answer.text(403, problem).send(exchange);
    }
  }

  private @Nullable String problem(HttpExchange exchange) {
    var headers = exchange.getRequestHeaders();
    String host = headers.getFirst("Host");
    if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT))) {
      return "Host: not this server (expected: one of " + hosts + ")";
    }
    String origin = headers.getFirst("Origin");
    if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
      return "Origin: another site (expected: http://" + host + ")";
    }
    String site = headers.getFirst("Sec-Fetch-Site");
    if (site != null && !SAME_SITE.contains(site)) {
      // Following a link to the page is no danger; reading or changing something from afar is.
      boolean isVisit =
          exchange.getRequestMethod().equals("GET")
              && "navigate".equals(headers.getFirst("Sec-Fetch-Mode"))
              && exchange.getRequestURI().getPath().equals("/");
      return isVisit ? null : "Sec-Fetch-Site: " + site + " (expected: same-origin)";
    }
    String type = headers.getFirst("Content-Type");
    if (exchange.getRequestMethod().equals("POST")
        && (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json"))) {
      // Browsers send this type to another origin only after asking it, which is never granted.
      return "Content-Type: (expected: application/json)";
    }
    return null;
  }
}
