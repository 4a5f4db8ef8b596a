package dev.chatctl.gateway.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One sample of namespace {@code AWS/ApiGateway}.
 *
 * @param route null on the series of a stage or an API
 * @param stage null on the series of an API
 * @param time milliseconds since 1970
 */
public record GatewayMetric(
    Name name,
    double value,
    String apiId,
    @Nullable String stage,
    @Nullable String route,
    long time) {
  public static final String NAMESPACE = "AWS/ApiGateway";

  /** The metrics of WebSocket APIs, spelled as CloudWatch does. */
  public enum Name {
    ConnectCount,
    MessageCount,
    IntegrationError,
    ClientError,
    ExecutionError,
    IntegrationLatency
  }

  /** Names and values in the order of the live service: ApiId, Route, Stage. */
  public Map<String, String> dimensions() {
    Map<String, String> dimensions = new LinkedHashMap<>();
    dimensions.put("ApiId", apiId);
    if (route != null) {
      dimensions.put("Route", route);
    }
    if (stage != null) {
      dimensions.put("Stage", stage);
    }
    return dimensions;
  }
}
