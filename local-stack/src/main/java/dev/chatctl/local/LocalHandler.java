package dev.chatctl.local;

import dev.chatctl.cli.http.LocalOnly;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Keeps other sites from a Jetty server. */
final class LocalHandler extends Handler.Wrapper {
  LocalHandler(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String problem = LocalOnly.NO_PAGES.problem(new Asked(request));
    if (problem != null) {
      Response.writeError(request, response, callback, 403, problem);
      return true;
    }
    return super.handle(request, response, callback);
  }

  private record Asked(Request request) implements LocalOnly.Request {
    @Override
    public String method() {
      return request.getMethod();
    }

    @Override
    public String path() {
      return Request.getPathInContext(request);
    }

    @Override
    public @Nullable String header(String name) {
      return request.getHeaders().get(name);
    }
  }
}
