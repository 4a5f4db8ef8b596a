package dev.chatctl.gateway.route;

import dev.chatctl.gateway.authorizer.Authorizer;
import dev.chatctl.gateway.event.ApiStage;
import dev.chatctl.gateway.invoke.LambdaFunction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One deployed WebSocket API: immutable, no sockets. Two gateways may serve the same description.
 *
 * <pre>{@code
 * WebSocketApi api = WebSocketApi.builder()
 *     .route("$connect", accept)
 *     .route("echo", echo, RouteResponse.ENABLED)
 *     .build();
 * }</pre>
 */
public final class WebSocketApi {
  private final ApiStage stage;
  private final SelectionExpression selection;
  private final Map<String, Route> routes;
  private final Map<String, String> stageVariables;
  private final @Nullable Authorizer authorizer;
  private final boolean iamAuthorized;

  private WebSocketApi(Builder builder) {
    this.stage = builder.stage;
    this.selection = SelectionExpression.parse(builder.expression, builder.lenientJson);
    this.routes = Map.copyOf(builder.routes);
    this.stageVariables = Collections.unmodifiableMap(new LinkedHashMap<>(builder.stageVariables));
    this.authorizer = builder.authorizer;
    this.iamAuthorized = builder.iamAuthorized;
  }

  public static Builder builder() {
    return new Builder();
  }

  public ApiStage stage() {
    return stage;
  }

  public Map<String, String> stageVariables() {
    return stageVariables;
  }

  /** The authorizer of {@code $connect}, or null. */
  public @Nullable Authorizer authorizer() {
    return authorizer;
  }

  /** Whether handshakes must be signed (AWS: authorization type {@code AWS_IAM}). */
  public boolean iamAuthorized() {
    return iamAuthorized;
  }

  /** The route with exactly this key, or null. */
  public @Nullable Route route(String key) {
    return routes.get(key);
  }

  /**
   * The route of a message: the one whose key the selection expression gives, else {@code
   * $default}, else null (AWS: the client then gets a Forbidden frame).
   */
  public @Nullable Route select(String message) {
    Optional<String> key = selection.evaluate(message);
    Route exact = key.map(routes::get).orElse(null);
    // A message cannot reach the life-cycle routes by naming them.
    if (exact != null && !exact.key().startsWith("$")) {
      return exact;
    }
    return routes.get(Route.DEFAULT);
  }

  /** Collects the parts of an API; every setter checks its value. */
  public static final class Builder {
    private ApiStage stage = new ApiStage("local00000", "local", "us-east-1", "000000000000");
    private String expression = "$request.body.action";
    private boolean lenientJson;
    private @Nullable Authorizer authorizer;
    private boolean iamAuthorized;
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final Map<String, String> stageVariables = new LinkedHashMap<>();

    private Builder() {}

    /** Default {@code local00000}; AWS ids are ten lower-case letters and digits. */
    public Builder apiId(String apiId) {
      stage = new ApiStage(apiId, stage.stage(), stage.region(), stage.accountId());
      return this;
    }

    /** Default {@code local}; the first segment of every URL. */
    public Builder stage(String name) {
      stage = new ApiStage(stage.apiId(), name, stage.region(), stage.accountId());
      return this;
    }

    /** Default {@code us-east-1}. */
    public Builder region(String region) {
      stage = new ApiStage(stage.apiId(), stage.stage(), region, stage.accountId());
      return this;
    }

    /** Default {@code 000000000000}; appears in the ARNs that authorizers see. */
    public Builder accountId(String accountId) {
      stage = new ApiStage(stage.apiId(), stage.stage(), stage.region(), accountId);
      return this;
    }

    /** Default {@code $request.body.action}. */
    public Builder routeSelectionExpression(String expression) {
      SelectionExpression.parse(expression, lenientJson);
      this.expression = expression;
      return this;
    }

    /**
     * Whether a message with unquoted names is JSON enough to be routed; default no. AWS: one
     * report says yes, nothing else does.
     */
    public Builder lenientJson(boolean lenientJson) {
      this.lenientJson = lenientJson;
      return this;
    }

    /** Asks a function before {@code $connect}. */
    public Builder authorizer(Authorizer authorizer) {
      this.authorizer = authorizer;
      return this;
    }

    /** Demands signed handshakes; the gateway then needs signatures in its settings. */
    public Builder iamAuthorized(boolean iamAuthorized) {
      this.iamAuthorized = iamAuthorized;
      return this;
    }

    /** AWS: the event's {@code stageVariables} is absent unless the stage has any. */
    public Builder stageVariable(String name, String value) {
      stageVariables.put(name, value);
      return this;
    }

    /** A one-way route. */
    public Builder route(String key, LambdaFunction function) {
      return route(key, function, RouteResponse.NONE);
    }

    public Builder route(String key, LambdaFunction function, RouteResponse response) {
      return route(new Route(key, function, response, null));
    }

    public Builder route(Route route) {
      if (routes.putIfAbsent(route.key(), route) != null) {
        throw new IllegalArgumentException(
            "route key: '" + route.key() + "' (expected: used once)");
      }
      return this;
    }

    public WebSocketApi build() {
      return new WebSocketApi(this);
    }
  }
}
