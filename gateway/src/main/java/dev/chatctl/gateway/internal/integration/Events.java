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
import org.jspecify.annotations.Nullable;

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
            query(json, handshake.query());
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
          query(json, handshake.query());
          object(json, "stageVariables", stageVariables, json::writeString);
          context(json, context);
        });
  }

  private static Map<String, List<String>> disconnectHeaders(String host) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Host", List.of(host));
    for (String empty : List.of("x-api-key", "X-Forwarded-For", "x-restapi")) {
      headers.put(empty, List.of(""));
    }
    return headers;
  }

  private static void headers(JsonGenerator json, Map<String, List<String>> headers)
      throws IOException {
    last(json, "headers", headers);
    every(json, "multiValueHeaders", headers);
  }

  private static void query(JsonGenerator json, Map<String, List<String>> query)
      throws IOException {
    last(json, "queryStringParameters", query);
    every(json, "multiValueQueryStringParameters", query);
  }

  private static void stageVariables(JsonGenerator json, Map<String, String> variables)
      throws IOException {
    if (!variables.isEmpty()) {
      object(json, "stageVariables", variables, json::writeString);
    }
  }

  private static void context(JsonGenerator json, RequestContext context) throws IOException {
    Client client = context.client();
    json.writeObjectFieldStart("requestContext");
    json.writeStringField("routeKey", context.routeKey());
    given(json, "messageId", context.messageId());
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
    given(json, "userAgent", client.userAgent());
    json.writeStringField("sourceIp", client.sourceIp());
    json.writeEndObject();
    json.writeStringField("requestId", context.requestId());
    json.writeStringField("domainName", client.api().domainName());
    json.writeStringField("connectionId", client.connectionId());
    json.writeStringField("apiId", client.api().apiId());
    json.writeEndObject();
  }

  private static void given(JsonGenerator json, String field, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(field, value);
    }
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
    object(json, field, values, each -> json.writeString(each.getLast()));
  }

  private static void every(JsonGenerator json, String field, Map<String, List<String>> values)
      throws IOException {
    object(
        json,
        field,
        values,
        each -> {
          json.writeStartArray();
          for (String value : each) {
            json.writeString(value);
          }
          json.writeEndArray();
        });
  }

  private static <T> void object(
      JsonGenerator json, String field, Map<String, T> values, Part<T> write) throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, T> entry : values.entrySet()) {
      json.writeFieldName(entry.getKey());
      write.write(entry.getValue());
    }
    json.writeEndObject();
  }

  private static byte[] write(Part<JsonGenerator> body) {
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

  private interface Part<T> {
    void write(T value) throws IOException;
  }
}
