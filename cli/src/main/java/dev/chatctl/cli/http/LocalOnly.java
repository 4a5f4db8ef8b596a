package dev.chatctl.cli.http;

import com.sun.net.httpserver.HttpExchange;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets only programs and pages of this server talk to it. Listening on loopback does not keep other
 * web sites out: a browser on this machine sends their requests too. A foreign host name that
 * resolves to loopback shows in {@code Host}; a request of another site in {@code Origin} or {@code
 * Sec-Fetch-Site}.
 */
final class LocalOnly {
  private static final Set<String> SAME_SITE = Set.of("same-origin", "none");

  /** What a browser sends to another site without asking it first. */
  private static final Set<String> FORM_TYPES =
      Set.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");

  private final Set<String> hosts;

  LocalOnly(int port) {
    this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
  }

  /** Why a request is refused, or null. */
  @Nullable String problem(HttpExchange exchange) {
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
        && type != null
        && FORM_TYPES.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))) {
      return "Content-Type: that of a form (expected: application/json)";
    }
    return null;
  }
}
