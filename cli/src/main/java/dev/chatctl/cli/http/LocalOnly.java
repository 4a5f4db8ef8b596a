package dev.chatctl.cli.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets only programs and pages of this machine talk to a server. Listening on loopback does not
 * keep other web sites out: a browser on this machine sends their requests too. A foreign host name
 * that resolves to loopback shows in {@code Host}; a request of another site in {@code Origin} or
 * {@code Sec-Fetch-Site}.
 *
 * @param origins pages of other servers that may open WebSockets
 */
public record LocalOnly(Set<String> origins) {
  /** For servers that pages of others have no business with. */
  public static final LocalOnly NO_PAGES = new LocalOnly(Set.of());

  private static final List<String> HOSTS = List.of("127.0.0.1", "localhost", "[::1]");
  private static final Set<String> SAME_SITE = Set.of("same-origin", "none");

  /** What a browser sends to another site without asking it first. */
  private static final Set<String> FORM_TYPES =
      Set.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");

  public LocalOnly {
    origins = Set.copyOf(origins);
  }

  /** What any server knows of a request. */
  public interface Request {
    String method();

    String path();

    @Nullable String header(String name);
  }

  /** Why a request is refused, or null. */
  public @Nullable String problem(Request request) {
    String host = request.header("Host");
    if (host == null || !HOSTS.contains(host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", ""))) {
      return "Host: not this machine (expected: one of " + HOSTS + ")";
    }
    String origin = request.header("Origin");
    boolean isOurPage = origin != null && isHandshake(request) && origins.contains(origin);
    if (origin != null && !isOurPage && !origin.equalsIgnoreCase("http://" + host)) {
      return "Origin: another site (expected: http://" + host + ")";
    }
    String site = request.header("Sec-Fetch-Site");
    if (site != null && !isOurPage && !SAME_SITE.contains(site)) {
      // Following a link to the page is no danger; reading or changing something from afar is.
      boolean isVisit =
          request.method().equals("GET")
              && "navigate".equals(request.header("Sec-Fetch-Mode"))
              && request.path().equals("/");
      return isVisit ? null : "Sec-Fetch-Site: " + site + " (expected: same-origin)";
    }
    String type = request.header("Content-Type");
    return request.method().equals("POST")
            && type != null
            && FORM_TYPES.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        ? "Content-Type: that of a form (expected: application/json)"
        : null;
  }

  private static boolean isHandshake(Request request) {
    return "websocket".equalsIgnoreCase(request.header("Upgrade"));
  }
}
