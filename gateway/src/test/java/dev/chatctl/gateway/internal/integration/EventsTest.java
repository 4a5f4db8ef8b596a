package dev.chatctl.gateway.internal.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.gateway.event.ApiStage;
import dev.chatctl.gateway.event.Authorization;
import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.event.EventType;
import dev.chatctl.gateway.event.HandshakeFacts;
import dev.chatctl.gateway.event.RequestContext;
import dev.chatctl.gateway.route.WebSocketApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The events byte for byte, in the order captured from the live service. */
class EventsTest {
  private static final long TIME = 1_790_327_998_847L;
  private static final Client CLIENT =
      new Client(
          "gbik1K9kzQAYKEilnA==",
          new ApiStage("9f51g9pb21", "probe", "us-east-1", "123456789012"),
          TIME,
          "203.0.113.7",
          "agent",
          null);

  @Test
  void connectHasHeadersAndNoBody() {
    TreeMap<String, List<String>> headers = new TreeMap<>();
    headers.put("Host", List.of("h"));
    headers.put("X-Forwarded-For", List.of("203.0.113.7"));
    RequestContext context =
        new RequestContext(
            EventType.CONNECT, "$connect", "EP5t5HsnoAMESJg=", TIME, CLIENT, null, null);
    assertThat(text(Events.connect(context, new HandshakeFacts(headers, Map.of()), Map.of())))
        .isEqualTo(
            """
            {"headers":{"Host":"h","X-Forwarded-For":"203.0.113.7"},\
            "multiValueHeaders":{"Host":["h"],"X-Forwarded-For":["203.0.113.7"]},\
            "requestContext":{"routeKey":"$connect","eventType":"CONNECT",\
            "extendedRequestId":"EP5t5HsnoAMESJg=","requestTime":"25/Sep/2026:09:19:58 +0000",\
            "messageDirection":"IN","stage":"probe","connectedAt":1790327998847,\
            "requestTimeEpoch":1790327998847,\
            "identity":{"userAgent":"agent","sourceIp":"203.0.113.7"},\
            "requestId":"EP5t5HsnoAMESJg=",\
            "domainName":"9f51g9pb21.execute-api.us-east-1.amazonaws.com",\
            "connectionId":"gbik1K9kzQAYKEilnA==","apiId":"9f51g9pb21"},\
            "isBase64Encoded":false}\
            """);
  }

  @Test
  void whatAnAuthorizerAndAStageSayIsInTheOrderTheySaidIt() {
    Map<String, String> said = new LinkedHashMap<>();
    WebSocketApi.Builder api = WebSocketApi.builder();
    for (int i = 20; i > 0; i--) {
      said.put("key" + i, "value");
      api.stageVariable("key" + i, "value");
    }
    assertThat(new Authorization(said, 0).context().keySet())
        .containsExactlyElementsOf(said.keySet());
    assertThat(api.build().stageVariables().keySet()).containsExactlyElementsOf(said.keySet());
  }

  @Test
  void connectShowsARepeatedQueryParameterTwice() {
    HandshakeFacts facts =
        new HandshakeFacts(new TreeMap<>(), Map.of("repeat", List.of("first", "second")));
    assertThat(text(Events.connect(RequestContext.connect(CLIENT, TIME), facts, Map.of())))
        .contains(
            "\"queryStringParameters\":{\"repeat\":\"second\"},"
                + "\"multiValueQueryStringParameters\":{\"repeat\":[\"first\",\"second\"]}");
  }

  @Test
  void messageHasABodyAndNoHeaders() {
    RequestContext context =
        new RequestContext(
            EventType.MESSAGE,
            "echo",
            "EP5ytGkJoAMEmUQ=",
            TIME + 1,
            CLIENT,
            "gbik1Q9lQQAYKEilnA==",
            null);
    assertThat(text(Events.message(context, "{\"action\": \"echo\"}", Map.of())))
        .isEqualTo(
            """
            {"requestContext":{"routeKey":"echo","messageId":"gbik1Q9lQQAYKEilnA==",\
            "eventType":"MESSAGE","extendedRequestId":"EP5ytGkJoAMEmUQ=",\
            "requestTime":"25/Sep/2026:09:19:58 +0000","messageDirection":"IN","stage":"probe",\
            "connectedAt":1790327998847,"requestTimeEpoch":1790327998848,\
            "identity":{"userAgent":"agent","sourceIp":"203.0.113.7"},\
            "requestId":"EP5ytGkJoAMEmUQ=",\
            "domainName":"9f51g9pb21.execute-api.us-east-1.amazonaws.com",\
            "connectionId":"gbik1K9kzQAYKEilnA==","apiId":"9f51g9pb21"},\
            "body":"{\\"action\\": \\"echo\\"}","isBase64Encoded":false}\
            """);
  }

  @Test
  void disconnectHasCodeReasonAndFourFixedHeaders() {
    RequestContext context =
        new RequestContext(
            EventType.DISCONNECT,
            "$disconnect",
            "EP5y0FKXIAMEkmg=",
            TIME,
            CLIENT,
            null,
            new CloseReason(1000, "probe-complete"));
    assertThat(text(Events.disconnect(context, Map.of())))
        .isEqualTo(
            """
            {"headers":{"Host":"9f51g9pb21.execute-api.us-east-1.amazonaws.com","x-api-key":"",\
            "X-Forwarded-For":"","x-restapi":""},\
            "multiValueHeaders":{"Host":["9f51g9pb21.execute-api.us-east-1.amazonaws.com"],\
            "x-api-key":[""],"X-Forwarded-For":[""],"x-restapi":[""]},\
            "requestContext":{"routeKey":"$disconnect","disconnectStatusCode":1000,\
            "eventType":"DISCONNECT","extendedRequestId":"EP5y0FKXIAMEkmg=",\
            "requestTime":"25/Sep/2026:09:19:58 +0000","messageDirection":"IN",\
            "disconnectReason":"probe-complete","stage":"probe","connectedAt":1790327998847,\
            "requestTimeEpoch":1790327998847,\
            "identity":{"userAgent":"agent","sourceIp":"203.0.113.7"},\
            "requestId":"EP5y0FKXIAMEkmg=",\
            "domainName":"9f51g9pb21.execute-api.us-east-1.amazonaws.com",\
            "connectionId":"gbik1K9kzQAYKEilnA==","apiId":"9f51g9pb21"},\
            "isBase64Encoded":false}\
            """);
  }

  @Test
  void theUserAgentIsAbsentWhenTheClientSentNone() {
    Client silent = new Client("c", CLIENT.api(), TIME, "203.0.113.7", null, null);
    RequestContext context = RequestContext.message(silent, "echo", "m", TIME);
    assertThat(text(Events.message(context, "", Map.of())))
        .contains("\"identity\":{\"sourceIp\":\"203.0.113.7\"}")
        .doesNotContain("null");
  }

  @Test
  void stageVariablesAppearOnlyWhenThereAreAny() {
    RequestContext context = RequestContext.message(CLIENT, "echo", "m", TIME);
    assertThat(text(Events.message(context, "", Map.of("k", "v"))))
        .startsWith("{\"stageVariables\":{\"k\":\"v\"},");
    assertThat(text(Events.message(context, "", Map.of()))).doesNotContain("stageVariables");
  }

  @Test
  void integrationLatencyOfTheAuthorizerIsOnConnectOnly() {
    Client known = CLIENT.withAuthorization(new Authorization(Map.of("principalId", "me"), 24));
    HandshakeFacts facts = new HandshakeFacts(new TreeMap<>(), Map.of());
    assertThat(text(Events.connect(RequestContext.connect(known, TIME), facts, Map.of())))
        .contains(
            "\"authorizer\":{\"principalId\":\"me\",\"integrationLatency\":24},\"eventType\"");
    assertThat(text(Events.message(RequestContext.message(known, "e", "m", TIME), "", Map.of())))
        .contains("\"authorizer\":{\"principalId\":\"me\"},\"eventType\"");
  }

  private static String text(byte[] event) {
    return new String(event, UTF_8);
  }
}
