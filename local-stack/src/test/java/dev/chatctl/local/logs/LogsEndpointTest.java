package dev.chatctl.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.MessageDecoder;

/** The wire; the SDK's own client is put to it by the tests of the command line. */
class LogsEndpointTest {
  private final LogStore store = new LogStore(InstantSource.system());
  private LogsEndpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    endpoint = LogsEndpoint.start(store);
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void findsWhatWasPut() throws Exception {
    call("CreateLogGroup", "{\"logGroupName\":\"/g\"}");
    call("CreateLogStream", "{\"logGroupName\":\"/g\",\"logStreamName\":\"s\"}");
    call(
        "PutLogEvents",
        """
        {"logGroupName":"/g","logStreamName":"s","logEvents":[
          {"timestamp":2000,"message":"ERROR late"},{"timestamp":1000,"message":"ERROR early"},
          {"timestamp":3000,"message":"fine"}]}\
        """);

    var found =
        call("FilterLogEvents", "{\"logGroupName\":\"/g\",\"filterPattern\":\"ERROR\"}").body();

    assertThat(found).containsSubsequence("ERROR early", "ERROR late").doesNotContain("fine");
    assertThat(found).containsPattern("\"eventId\":\"\\d{56}\"");
  }

  @Test
  void continuesWhereAPageEnded() throws Exception {
    for (int i = 0; i < 5; i++) {
      store.append("/g", "s", "line " + i);
    }

    String first = call("FilterLogEvents", "{\"logGroupName\":\"/g\",\"limit\":2}").body();
    String token = first.replaceAll(".*\"nextToken\":\"([^\"]+)\".*", "$1");
    String second =
        call(
                "FilterLogEvents",
                "{\"logGroupName\":\"/g\",\"limit\":10,\"nextToken\":\"" + token + "\"}")
            .body();

    assertThat(first).contains("line 0", "line 1").doesNotContain("line 2");
    assertThat(second)
        .contains("line 2", "line 4")
        .doesNotContain("line 1")
        .doesNotContain("nextToken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "f", "f/1", "f/1/x", "b/99999999999999999999/1", "1/2"})
  void refusesATokenThatIsNone(String token) throws Exception {
    store.append("/g", "s", "line");

    assertThat(get("\"nextToken\":\"" + token + "\""))
        .returns(400, HttpResponse::statusCode)
        .extracting(HttpResponse::body)
        .asString()
        .contains("InvalidParameterException", "The specified nextToken is invalid.");
  }

  @Test
  void aTimeAfterTheTokensPlaceIsABoundToo() throws Exception {
    store.append("/g", "s", "line");

    assertThat(get("\"nextToken\":\"f/1/1\",\"startTime\":2").body()).contains("line");
    assertThat(get("\"nextToken\":\"b/1/1\",\"startTime\":2").body()).contains("\"events\":[]");
  }

  @Test
  void listsGroupsAndStreams() throws Exception {
    store.append("/aws/lambda/chat-connect", "s1", "x");
    store.append("/other", "s2", "x");

    assertThat(call("DescribeLogGroups", "{\"logGroupNamePrefix\":\"/aws\"}").body())
        .contains("chat-connect", ":log-group:/aws/lambda/chat-connect:*")
        .doesNotContain("/other");
    assertThat(call("DescribeLogStreams", "{\"logGroupName\":\"/other\"}").body())
        .contains("\"logStreamName\":\"s2\"", "lastEventTimestamp");
  }

  @Test
  void namesErrorsAsTheServiceDoes() throws Exception {
    assertThat(call("FilterLogEvents", "{\"logGroupName\":\"/none\"}"))
        .returns(400, HttpResponse::statusCode)
        .extracting(HttpResponse::body)
        .asString()
        .contains("\"__type\":\"ResourceNotFoundException\"");
    call("CreateLogGroup", "{\"logGroupName\":\"/g\"}");
    assertThat(call("CreateLogGroup", "{\"logGroupName\":\"/g\"}").body())
        .contains("ResourceAlreadyExistsException");
    assertThat(
            call("FilterLogEvents", "{\"logGroupName\":\"/g\",\"filterPattern\":\"{ x\"}").body())
        .contains("InvalidParameterException", "Invalid filter pattern");
    assertThat(call("Nonsense", "{}").body()).contains("UnknownOperationException");
  }

  @Test
  void tailsNewLinesAsAnEventStream() throws Exception {
    store.append("/g", "s", "before");
    var stream =
        HttpClient.newHttpClient()
            .send(
                request("StartLiveTail", "{\"logGroupIdentifiers\":[\"arn:x:log-group:/g\"]}"),
                BodyHandlers.ofInputStream());
    var decoder = new MessageDecoder();
    var types = new StringBuilder();
    String update = "";
    byte[] chunk = new byte[4096];
    while (!update.contains("after")) {
      int read = stream.body().read(chunk);
      assertThat(read).isPositive();
      decoder.feed(chunk, 0, read);
      for (var message : decoder.getDecodedMessages()) {
        Map<String, HeaderValue> headers = message.getHeaders();
        types.append(Objects.requireNonNull(headers.get(":event-type")).getString()).append(' ');
        update = new String(message.getPayload(), java.nio.charset.StandardCharsets.UTF_8);
        if (types.toString().contains("sessionStart")) {
          store.append("/g", "s", "after");
        }
      }
    }
    stream.body().close();

    assertThat(types.toString()).startsWith("initial-response sessionStart sessionUpdate");
    assertThat(update).contains("\"sampled\":false").doesNotContain("before");
  }

  @Test
  void stopsListeningWhenClosed() {
    endpoint.close();

    assertThatThrownBy(() -> call("DescribeLogGroups", "{}")).isInstanceOf(IOException.class);
  }

  private HttpResponse<String> get(String members) throws Exception {
    return call(
        "GetLogEvents", "{\"logGroupName\":\"/g\",\"logStreamName\":\"s\"," + members + "}");
  }

  private HttpResponse<String> call(String operation, String body) throws Exception {
    return HttpClient.newHttpClient().send(request(operation, body), BodyHandlers.ofString());
  }

  private HttpRequest request(String operation, String body) {
    URI uri = endpoint.endpoint();
    return HttpRequest.newBuilder(uri)
        .header("X-Amz-Target", "Logs_20140328." + operation)
        .header("Content-Type", "application/x-amz-json-1.1")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }
}
