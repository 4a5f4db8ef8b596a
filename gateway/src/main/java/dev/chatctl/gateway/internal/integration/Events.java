package dev.chatctl.gateway.internal.integration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatctl.gateway.event.Authorization;
import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.EventType;
import dev.chatctl.gateway.event.HandshakeFacts;
import dev.chatctl.gateway.event.RequestContext;
import dev.chatctl.gateway.internal.text.TimeText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the events of the Lambda proxy integration, byte for byte in the service's key order. */
public final class Events {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int TYPICAL_BYTES = 1024;

  private Events() {}

  /** AWS: no body; query keys only with a query; stage variables only when the stage has any. */
  public static byte[] connect(
      RequestContext context, HandshakeFacts handshake, Map<String, String> stageVariables) {
    return write(
        json -> {
          headers(json, handshake.headers());
          if (!handshake.query().isEmpty()) {
            last(json, "queryStringParameters", handshake.query());
            every(json, "multiValueQueryStringParameters", handshake.query());
          }
          stageVariables(json, stageVariables);
          context(json, context);
          json.writeBooleanField("isBase64Encoded", false);
        });
  }

  /** AWS: no headers and no query, the body untouched. */
  public static byte[] message(
      RequestContext context, String body, Map<String, String> stageVariables) {
    return write(
        json -> {
          stageVariables(json, stageVariables);
          context(json, context);
          json.writeStringField("body", body);
          json.writeBooleanField("isBase64Encoded", false);
        });
  }

  /** AWS: four fixed headers, three of them empty. */
  public static byte[] disconnect(RequestContext context, Map<String, String> stageVariables) {
    return write(
        json -> {
          headers(json, disconnectHeaders(context.client().api().domainName()));
          stageVariables(json, stageVariables);
          context(json, context);
          json.writeBooleanField("isBase64Encoded", false);
        });
  }

  /**
   * What a REQUEST authorizer receives. AWS: the stage variables are present even when empty, and
   * the headers include the ones of the upgrade itself.
   */
  public static byte[] authorizer(
      RequestContext context,
      HandshakeFacts handshake,
      Map<String, String> stageVariables,
      String methodArn) {
    return write(
        json -> {
          json.writeStringField("type", "REQUEST");
          json.writeStringField("methodArn", methodArn);
          headers(json, handshake.headers());
          last(json, "queryStringParameters", handshake.query());
          every(json, "multiValueQueryStringParameters", handshake.query());
          strings(json, "stageVariables", stageVariables);
          context(json, context);
        });
  }

  private static Map<String, List<String>> disconnectHeaders(String host) {
    List<String> empty = List.of("");
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Host", List.of(host));
    headers.put("x-api-key", empty);
    headers.put("X-Forwarded-For", empty);
    headers.put("x-restapi", empty);
    return headers;
  }

  private static void headers(JsonGenerator json, Map<String, List<String>> headers)
      throws IOException {
    last(json, "headers", headers);
    every(json, "multiValueHeaders", headers);
  }

  private static void stageVariables(JsonGenerator json, Map<String, String> variables)
      throws IOException {
    if (!variables.isEmpty()) {
      strings(json, "stageVariables", variables);
    }
  }

  private static void context(JsonGenerator json, RequestContext context) throws IOException {
    Client client = context.client();
    json.writeObjectFieldStart("requestContext");
    json.writeStringField("routeKey", context.routeKey());
    if (context.messageId() != null) {
      json.writeStringField("messageId", context.messageId());
    }
    if (context.closeReason() != null) {
      json.writeNumberField("disconnectStatusCode", context.closeReason().code());
    }
    if (client.authorization() != null) {
      authorization(json, client.authorization(), context.type());
    }
    json.writeStringField("eventType", context.type().name());
    json.writeStringField("extendedRequestId", context.requestId());
    json.writeStringField("requestTime", TimeText.REQUEST_TIME.of(context.time()));
    json.writeStringField("messageDirection", "IN");
    if (context.closeReason() != null) {
      json.writeStringField("disconnectReason", context.closeReason().reason());
    }
    json.writeStringField("stage", client.api().stage());
    json.writeNumberField("connectedAt", client.connectedAt());
    json.writeNumberField("requestTimeEpoch", context.time());
    json.writeObjectFieldStart("identity");
    if (client.userAgent() != null) {
      json.writeStringField("userAgent", client.userAgent());
    }
    json.writeStringField("sourceIp", client.sourceIp());
    json.writeEndObject();
    json.writeStringField("requestId", context.requestId());
    json.writeStringField("domainName", client.api().domainName());
    json.writeStringField("connectionId", client.connectionId());
    json.writeStringField("apiId", client.api().apiId());
    json.writeEndObject();
  }

  private static void authorization(JsonGenerator json, Authorization authorization, EventType type)
      throws IOException {
    json.writeObjectFieldStart("authorizer");
    for (Map.Entry<String, String> entry : authorization.context().entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    if (type == EventType.CONNECT) {
      json.writeNumberField("integrationLatency", authorization.latencyMillis());
    }
    json.writeEndObject();
  }

  private static void last(JsonGenerator json, String field, Map<String, List<String>> values)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, List<String>> entry : values.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue().getLast());
    }
    json.writeEndObject();
  }

  private static void every(JsonGenerator json, String field, Map<String, List<String>> values)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, List<String>> entry : values.entrySet()) {
      json.writeArrayFieldStart(entry.getKey());
      for (String value : entry.getValue()) {
        json.writeString(value);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void strings(JsonGenerator json, String field, Map<String, String> values)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, String> entry : values.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static byte[] write(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }
}
