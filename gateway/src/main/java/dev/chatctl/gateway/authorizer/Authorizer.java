package dev.chatctl.gateway.authorizer;

import dev.chatctl.gateway.event.HandshakeFacts;
import dev.chatctl.gateway.event.RequestContext;
import dev.chatctl.gateway.invoke.LambdaFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A REQUEST authorizer. AWS: asked at every {@code $connect}, nothing is cached; when an identity
 * source is missing or empty the answer is 401 and the function is not called.
 */
public final class Authorizer {
  private final LambdaFunction function;
  private final List<IdentitySource> sources;

  /**
   * An authorizer that asks a function.
   *
   * @param identitySources such as {@code route.request.querystring.token}
   */
  public Authorizer(LambdaFunction function, String... identitySources) {
    this.function = function;
    this.sources = Arrays.stream(identitySources).map(IdentitySource::parse).toList();
  }

  public LambdaFunction function() {
    return function;
  }

  /** Whether the handshake carries every identity source. */
  public boolean isIdentified(
      HandshakeFacts handshake, RequestContext context, Map<String, String> stageVariables) {
    return sources.stream()
        .allMatch(source -> source.isPresent(handshake, context, stageVariables));
  }
}
