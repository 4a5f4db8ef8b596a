package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.gateway.Functions.Recorder;
import dev.chatctl.gateway.authorizer.Authorizer;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.gateway.route.WebSocketApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizerWireTest {
  private static final String ARN = "arn:aws:execute-api:us-east-1:000000000000:local00000/local/";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Allow | $connect | 101 | -",
        "Allow | * | 101 | -",
        "Allow | */* | 403 | because no identity-based policy allows the execute-api:Invoke action",
        "Deny | $connect | 403 | with an explicit deny in an identity-based policy"
      })
  void theResourceIsReallyEvaluated(String effect, String resource, int status, String message)
      throws Exception {
    String head = answer(new Authorizer(policy(effect, resource, "{}")), "/local");
    assertThat(head).startsWith("HTTP/1.1 " + status + " ");
    if (status != 101) {
      assertThat(head).contains(message);
    }
  }

  @Test
  void throwingExactlyUnauthorizedIs401AndAnythingElse500() throws Exception {
    assertThat(answer(new Authorizer(Functions.throwing("Unauthorized")), "/local"))
        .startsWith("HTTP/1.1 401 ")
        .contains("{\"message\":\"Unauthorized\",\"connectionId\":");
    assertThat(answer(new Authorizer(Functions.throwing("oops")), "/local"))
        .startsWith("HTTP/1.1 500 ");
    assertThat(answer(new Authorizer(Functions.returning("{}")), "/local"))
        .startsWith("HTTP/1.1 500 ");
    assertThat(answer(new Authorizer(policy("Allow", "*", "{\"nested\":{}}")), "/local"))
        .startsWith("HTTP/1.1 500 ");
  }

  @Test
  void refusalsAreJsonWithMessageConnectionIdAndRequestId() throws Exception {
    String deny =
        "User is not authorized to access this resource with an explicit deny in an"
            + " identity-based policy";
    assertThat(answer(new Authorizer(policy("Deny", "*", "{}")), "/local"))
        .matches(
            "(?s).*\r\n\r\n\\{\"message\":\""
                + deny
                + "\",\"connectionId\":\"[\\w-]{18}==\",\"requestId\":\"[\\w-]{15}=\"}");
  }

  @Test
  void anAnswerOver8KilobytesIs500() throws Exception {
    String context = "{\"big\":\"" + "x".repeat(8_192) + "\"}";
    assertThat(answer(new Authorizer(policy("Allow", "*", context)), "/local"))
        .startsWith("HTTP/1.1 500 ");
  }

  @Test
  void aConditionOnTheSourceAddressIsJudged() throws Exception {
    for (String range : new String[] {"127.0.0.0/8", "10.0.0.0/8"}) {
      LambdaFunction function =
          Functions.returning(
              """
              {"principalId":7,"policyDocument":{"Statement":{"Effect":"Allow","Action":"*",
                "Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"%s"}}}}}\
              """
                  .formatted(range));
      assertThat(answer(new Authorizer(function), "/local"))
          .startsWith("HTTP/1.1 " + (range.startsWith("127") ? 101 : 403));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "route.request.header.X-Token, 101",
    "route.request.header.X-Other, 401",
    "route.request.querystring.q, 101",
    "context.identity.sourceIp, 101",
    "context.nothing, 401",
    "stageVariables.colour, 101",
    "stageVariables.none, 401"
  })
  void anIdentitySourceMayBeAHeaderAParameterTheContextOrAStageVariable(String source, int status)
      throws Exception {
    WebSocketApi api =
        WebSocketApi.builder()
            .stageVariable("colour", "red")
            .authorizer(new Authorizer(policy("Allow", "*", "{}"), source))
            .build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults());
        RawSocket raw = new RawSocket(gateway)) {
      raw.send(RawSocket.handshake("/local?q=1", "x-token: t"));
      assertThat(raw.head()).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  @Test
  void itIsAskedAtEveryConnectAndALiveSocketKeepsWhatItSaid() throws Exception {
    Recorder asked = new Recorder(policy("Allow", "*", "{\"answer\":\"first\"}"));
    Recorder message = new Recorder();
    WebSocketApi.Builder api = WebSocketApi.builder().route("$default", message);
    WebSocketApi first = api.authorizer(new Authorizer(asked)).build();
    WebSocketApi second =
        api.authorizer(new Authorizer(policy("Allow", "*", "{\"answer\":\"second\"}"))).build();
    try (Gateway gateway = Gateway.start(first, GatewaySettings.defaults());
        RawSocket one = RawSocket.open(gateway);
        RawSocket two = RawSocket.open(gateway)) {
      asked.next();
      asked.next();
      assertThat(asked.isEmpty()).isTrue();
      gateway.deploy(second);
      one.frame(true, 1, new byte[] {'x'});
      assertThat(message.next()).contains("\"answer\":\"first\"");
      two.frame(true, 1, new byte[] {'x'});
      assertThat(message.next()).contains("\"answer\":\"first\"");
      try (RawSocket three = RawSocket.open(gateway)) {
        three.frame(true, 1, new byte[] {'x'});
        assertThat(message.next()).contains("\"answer\":\"second\"");
      }
    }
  }

  @Test
  void ofARepeatedParameterTheAuthorizerSeesTheLastAndANumberForAPrincipalBecomesText()
      throws Exception {
    Recorder asked =
        new Recorder(
            Functions.returning(
                """
                {"principalId":7,"policyDocument":{"Statement":{"Effect":"Allow","Action":"*",
                  "Resource":"*"}}}\
                """));
    Recorder connect = new Recorder();
    WebSocketApi api =
        WebSocketApi.builder().authorizer(new Authorizer(asked)).route("$connect", connect).build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults());
        RawSocket raw = new RawSocket(gateway).send(RawSocket.handshake("/local?a=1&a=2"))) {
      assertThat(raw.head()).startsWith("HTTP/1.1 101 ");
      assertThat(Functions.json(asked.next()).get("queryStringParameters").get("a").asText())
          .isEqualTo("2");
      assertThat(context(connect.next()).get("authorizer").get("principalId").toString())
          .isEqualTo("\"7\"");
    }
  }

  @Test
  void aMissingIdentitySourceIs401AndTheFunctionIsNotCalled() throws Exception {
    Recorder function = new Recorder(policy("Allow", "*", "{}"));
    Authorizer authorizer = new Authorizer(function, "route.request.querystring.token");
    assertThat(answer(authorizer, "/local")).startsWith("HTTP/1.1 401 ");
    assertThat(answer(authorizer, "/local?token=")).startsWith("HTTP/1.1 401 ");
    assertThat(function.isEmpty()).isTrue();
    assertThat(answer(authorizer, "/local?token=x")).startsWith("HTTP/1.1 101 ");
  }

  @Test
  void theContextIsOnAllThreeEventsAsStrings() throws Exception {
    Recorder asked =
        new Recorder(policy("Allow", "*", "{\"number\":7,\"flag\":true,\"nothing\":null}"));
    Recorder connect = new Recorder();
    Recorder message = new Recorder();
    Recorder disconnect = new Recorder();
    WebSocketApi api =
        WebSocketApi.builder()
            .authorizer(new Authorizer(asked))
            .route("$connect", connect)
            .route("$default", message)
            .route("$disconnect", disconnect)
            .build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults());
        RawSocket raw = RawSocket.open(gateway)) {
      raw.frame(true, 1, new byte[] {'x'});
      message(message.next());
      raw.reset();
      JsonNode authorizer = context(connect.next()).get("authorizer");
      assertThat(authorizer.get("number").asText()).isEqualTo("7");
      assertThat(authorizer.get("integrationLatency").isNumber()).isTrue();
      message(disconnect.next());
      JsonNode event = Functions.json(asked.next());
      assertThat(event.get("type").asText()).isEqualTo("REQUEST");
      assertThat(event.get("methodArn").asText()).isEqualTo(ARN + "$connect");
      assertThat(event.get("headers").get("Upgrade").asText()).isEqualTo("websocket");
      assertThat(event.get("stageVariables").toString()).isEqualTo("{}");
    }
  }

  private static void message(String event) {
    JsonNode authorizer = context(event).get("authorizer");
    assertThat(authorizer.get("number").isTextual()).isTrue();
    assertThat(authorizer.get("flag").asText()).isEqualTo("true");
    assertThat(authorizer.get("principalId").asText()).isEqualTo("me");
    assertThat(authorizer.has("nothing")).isFalse();
    assertThat(authorizer.has("integrationLatency")).isFalse();
  }

  private static JsonNode context(String event) {
    return Functions.json(event).get("requestContext");
  }

  private static String answer(Authorizer authorizer, String uri) throws Exception {
    WebSocketApi api = WebSocketApi.builder().authorizer(authorizer).build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults());
        RawSocket raw = new RawSocket(gateway).send(RawSocket.handshake(uri))) {
      return raw.answer();
    }
  }

  private static LambdaFunction policy(String effect, String resource, String context) {
    return Functions.returning(
        """
        {"principalId":"me","context":%s,"policyDocument":{"Version":"2012-10-17","Statement":[
          {"Effect":"%s","Action":"execute-api:Invoke","Resource":"%s"}]}}\
        """
            .formatted(context, effect, ARN + resource));
  }
}
