package dev.chatctl.local.logs;

import dev.chatctl.gateway.event.EventType;
import dev.chatctl.gateway.observe.AccessLog;
import dev.chatctl.gateway.observe.Exchange;
import dev.chatctl.gateway.observe.GatewayObserver;

/**
 * The API's access log: the group and the format that infra/terraform gives the stage. Posts to
 * connections are left out: there is one for each recipient, and they would be the whole log.
 */
public final class AccessLogGroup implements GatewayObserver {
  private static final String STREAM = "local";
  private static final String FORMAT =
      """
      {"requestId":"$context.requestId","extendedRequestId":"$context.extendedRequestId",\
      "requestTime":"$context.requestTime","eventType":"$context.eventType",\
      "routeKey":"$context.routeKey","status":"$context.status",\
      "connectionId":"$context.connectionId","messageId":"$context.messageId",\
      "connectedAt":"$context.connectedAt","sourceIp":"$context.identity.sourceIp",\
      "principal":"$context.authorizer.principalId",\
      "integrationLatency":"$context.integrationLatency",\
      "errorMessage":"$context.error.message","errorType":"$context.error.responseType"}\
      """;

  private final String group;
  private final AccessLog log;

  /** The log of the API of this name. */
  public AccessLogGroup(LogStore store, String api) {
    String name = "/aws/apigateway/" + api + "/access";
    this.group = name;
    this.log = new AccessLog(FORMAT, line -> store.append(name, STREAM, line));
    store.createGroup(name);
  }

  public String group() {
    return group;
  }

  @Override
  public void finished(Exchange exchange) {
    if (exchange.type() != EventType.CONNECTION_API) {
      log.finished(exchange);
    }
  }
}
