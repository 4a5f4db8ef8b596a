package dev.chatctl.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.gateway.Functions.Recorder;
import dev.chatctl.gateway.route.WebSocketApi;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code @connections} API on the wire. */
class ManagementWireTest {
  private final Recorder connect = new Recorder();
  private final HandClock clock = new HandClock();
  private Gateway gateway;
  private RawSocket raw;
  private String id;

  @BeforeEach
  void open() throws Exception {
    WebSocketApi api = WebSocketApi.builder().route("$connect", connect).build();
    gateway = Gateway.start(api, GatewaySettings.defaults().withClock(clock));
    raw = RawSocket.open(gateway);
    id = Functions.json(connect.next()).get("requestContext").get("connectionId").asText();
  }

  @AfterEach
  void close() throws Exception {
    raw.close();
    gateway.close();
  }

  @Test
  void postIs200WithThreeIdsAndATextFrame() throws Exception {
    HttpResponse<String> answer = Calls.post(gateway, id, "hello");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(header(answer, "content-type")).isEqualTo("application/json");
    assertThat(header(answer, "content-length")).isEqualTo("0");
    assertThat(header(answer, "x-amzn-requestid")).matches("[0-9a-f-]{36}");
    assertThat(header(answer, "x-amz-apigw-id")).matches("[\\w-]{15}=");
    assertThat(header(answer, "x-amzn-trace-id")).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
    assertThat(raw.frame()).isEqualTo("1:hello");
  }

  @Test
  void anEmptyPostIsAnEmptyFrame() throws Exception {
    assertThat(Calls.post(gateway, id, "").statusCode()).isEqualTo(200);
    assertThat(raw.frame()).isEqualTo("1:");
  }

  @Test
  void invalidUtf8IsDeliveredAsReplacementCharacters() throws Exception {
    byte[] body = {'a', (byte) 0xff, 'b'};
    Calls.send("POST", Calls.path(gateway, id), body);
    assertThat(raw.frame()).isEqualTo("1:a\uFFFDb");
  }

  @Test
  void aLargePostIsFragmentedIntoFramesOf32Kilobytes() throws Exception {
    assertThat(Calls.post(gateway, id, "x".repeat(40_000)).statusCode()).isEqualTo(200);
    assertThat(raw.frame()).startsWith("+1:x").hasSize(32 * 1024 + 3);
    assertThat(raw.frame()).startsWith("0:x").hasSize(40_000 - 32 * 1024 + 2);
  }

  @Test
  void over128KilobytesIsANaked413AndTheSocketStaysUsable() throws Exception {
    HttpResponse<String> answer = Calls.post(gateway, id, "x".repeat(128 * 1024 + 1));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("x-amzn-errortype")).isEmpty();
    assertThat(answer.headers().firstValue("x-amzn-requestid")).isEmpty();
    assertThat(Calls.post(gateway, id, "x").statusCode()).isEqualTo(200);
    assertThat(raw.frame()).isEqualTo("1:x");
    assertThat(Calls.post(gateway, id, "x".repeat(128 * 1024)).statusCode()).isEqualTo(200);
  }

  @Test
  void aChunkedBodyOver128KilobytesIs413Too() throws Exception {
    try (RawSocket http = new RawSocket(gateway)) {
      http.send(
          "POST /local/@connections/%s HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
              .formatted(id));
      String chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
      http.send(chunk + chunk + chunk + chunk + chunk + "0\r\n\r\n");
      assertThat(http.head()).startsWith("HTTP/1.1 413 ");
      http.send("GET /local/@connections/%s HTTP/1.1\r\nHost: h\r\n\r\n".formatted(id));
      assertThat(http.head()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void getIsPrettyPrintedInTheServicesOrder() throws Exception {
    try (RawSocket http = new RawSocket(gateway)) {
      http.send("GET /local/%%40connections/%s HTTP/1.1\r\nHost: h\r\n\r\n".formatted(id));
      String time = "\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"";
      assertThat(http.answer())
          .matches(
              "(?s)HTTP/1.1 200 .*\r\n\r\n"
                  + "\\{\n"
                  + "  \"identity\" : \\{\n"
                  + "    \"sourceIp\" : \"127.0.0.1\"\n"
                  + "  },\n"
                  + "  \"connectedAt\" : "
                  + time
                  + ",\n  \"lastActiveAt\" : "
                  + time
                  + "\n}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "%00", "a%22b", "..%2f..", "%zz", "gbik1K9kzQAYKEilnA"})
  void anIdOfTheWrongFormIs400(String wrong) throws Exception {
    try (RawSocket http = new RawSocket(gateway)) {
      http.send("POST /local/@connections/%s HTTP/1.1\r\nHost: h\r\n\r\n".formatted(wrong));
      String[] headAndBody = http.answer().split("\r\n\r\n", 2);
      assertThat(headAndBody[0])
          .startsWith("HTTP/1.1 400 ")
          .contains("x-amzn-ErrorType: BadRequestException");
      String message = Functions.json(headAndBody[1]).get("message").asText();
      assertThat(message).startsWith("Invalid connectionId: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "GET", "DELETE"})
  void anIdNeverIssuedIs410WithTheHeaderAndNoBody(String method) throws Exception {
    HttpResponse<String> answer =
        Calls.send(method, Calls.path(gateway, "gbik1K9kzQAYKEilnA=="), new byte[0]);
    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(header(answer, "x-amzn-errortype")).isEqualTo("GoneException");
    assertThat(header(answer, "content-length")).isEqualTo("0");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void theSizeIsCheckedBeforeTheFormOfTheId() throws Exception {
    byte[] big = new byte[128 * 1024 + 1];
    assertThat(Calls.send("POST", Calls.path(gateway, "wrong"), big).statusCode()).isEqualTo(413);
    assertThat(Calls.send("POST", Calls.path(gateway, "wrong"), new byte[1]).statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "OPTIONS"})
  void aMethodThatDoesNotExistIs403WhateverTheId(String method) throws Exception {
    for (String any : new String[] {id, "gbik1K9kzQAYKEilnA==", "wrong"}) {
      HttpResponse<String> answer = Calls.send(method, Calls.path(gateway, any), new byte[0]);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).isEqualTo("{\"message\":\"Forbidden\"}");
    }
  }

  @Test
  void lastActiveAtMovesOnClientTrafficAndOnPostAndNotOnGet() throws Exception {
    String opened = lastActive();
    clock.move(Duration.ofMillis(1));
    assertThat(lastActive()).isEqualTo(opened);
    Calls.post(gateway, id, "x");
    String posted = lastActive();
    assertThat(posted).isGreaterThan(opened);
    clock.move(Duration.ofMillis(1));
    raw.frame(true, 1, new byte[] {'x'});
    await().untilAsserted(() -> assertThat(lastActive()).isGreaterThan(posted));
  }

  private String lastActive() throws Exception {
    return Functions.json(Calls.get(gateway, id).body()).get("lastActiveAt").asText();
  }

  @Test
  void aClientThatDoesNotReadIs429LimitExceededAndItsSocketStaysOpen() throws Exception {
    String body = "x".repeat(100_000);
    HttpResponse<String> answer = Calls.post(gateway, id, body);
    int posted = 0;
    while (answer.statusCode() == 200 && posted < 1_000) {
      posted++;
      answer = Calls.post(gateway, id, body);
    }
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(header(answer, "x-amzn-errortype")).isEqualTo("LimitExceededException");
    for (int i = 0; i < posted; i++) {
      assertThat(raw.message()).isEqualTo(body);
    }
    await().until(() -> Calls.post(gateway, id, "again").statusCode() == 200);
  }

  @Test
  void aWrongStageIs403Forbidden() throws Exception {
    String uri = Calls.path(gateway, id).replace("/local/", "/other/");
    HttpResponse<String> answer = Calls.send("POST", uri, new byte[0]);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(header(answer, "x-amzn-errortype")).isEqualTo("ForbiddenException");
    assertThat(answer.body()).isEqualTo("{\"message\":\"Forbidden\"}");
  }

  @Test
  void pipelinedPostsAreAnsweredAndDeliveredInOrder() throws Exception {
    try (RawSocket http = new RawSocket(gateway)) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        requests.append(
            "POST /local/@connections/%s HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n%02d"
                .formatted(id, i));
      }
      http.send(requests.toString().getBytes(UTF_8));
      for (int i = 0; i < 20; i++) {
        assertThat(http.head()).startsWith("HTTP/1.1 200 ");
        assertThat(raw.frame()).isEqualTo("1:%02d".formatted(i));
      }
    }
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("-");
  }
}
