package dev.chatctl.local;

import dev.chatctl.cli.http.LocalOnly;
import dev.chatctl.gateway.limit.RequestFilter;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which pages may open WebSockets: the stack's own, and those that somebody asked for. */
record LocalPages(LocalOnly localOnly) implements RequestFilter {
  /**
   * The filter of a gateway.
   *
   * @param page the stack's own
   * @param asked origins such as {@code https://chat.example}
   */
  static LocalPages of(URI page, Set<String> asked) {
    var origins = new HashSet<>(asked);
    for (String host : Set.of("127.0.0.1", "localhost")) {
      origins.add("http://" + host + ":" + page.getPort());
    }
    return new LocalPages(new LocalOnly(origins));
  }

  @Override
  public @Nullable String problem(Request request) {
    return localOnly.problem(new Asked(request));
  }

  private record Asked(Request request) implements LocalOnly.Request {
    @Override
    public String method() {
      return request.method();
    }

    @Override
    public String path() {
      return request.path();
    }

    @Override
    public @Nullable String header(String name) {
      return request.header(name);
    }
  }
}
