package dev.chatctl.description;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reference chats send and want to be sent, byte by byte as it is documented. */
class ReferenceFramesTest {
  private static final Variables ANN =
      name ->
          Optional.ofNullable(
              Map.of("client.name", "Ann", "token", "t.o.k", "room", "default", "now.iso", "now")
                  .get(name));

  private static Meaning heard(String chat, String frame) {
    return Descriptions.find(chat).hear(IncomingFrame.of(frame));
  }

  static Stream<Arguments> messages() {
    return Stream.of(
        Arguments.of("aws-doc-sdk", "Ann: hello: there", "hello: there"),
        Arguments.of("aws-doc-sdk", "Dr: Ann: hello", "Ann: hello"),
        Arguments.of("aws-doc-sdk", "a:b: hello", "hello"),
        Arguments.of("aws-doc-sdk", "guest: {\"connectionId\": 1}", "{\"connectionId\": 1}"),
        Arguments.of("julien-muke", "hello", "hello"),
        Arguments.of("simple-websockets", "{\"test\": 0}", "{\"test\": 0}"),
        Arguments.of("simple-websockets", "Zoë\n said 'hi'", "Zoë\n said 'hi'"),
        Arguments.of("serverless-patterns", "{not json", "{not json"),
        Arguments.of(
            "biagolini",
            "{\"message\": \"[2025-04-02T23:17:37Z - UTC]\\n IdY=  hi  you \\n\"}",
            "hi  you "),
        Arguments.of(
            "biagolini",
            "{\"message\": \"[2025-04-02T23:17:37Z - UTC]\\n"
                + " IdY=  Z\\u00fc has left the chat\\n"
                + "\"}",
            "Zü has left the chat"),
        Arguments.of(
            "websocket-chat-application",
            "{\"type\":\"Message\",\"sender\":\"u\",\"text\":\"hi\",\"channelId\":\"d\"}",
            "hi"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void messagesAreFound(String chat, String frame, String text) {
    Meaning meaning = heard(chat, frame);

    assertThat(meaning.texts()).hasValueSatisfying(it -> assertThat(it).containsExactly(text));
    assertThat(meaning.error()).isEmpty();
    assertThat(meaning.kinds()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws-doc-sdk",
        "julien-muke",
        "simple-websockets",
        "serverless-patterns",
        "biagolini",
        "websocket-chat-application"
      })
  void whatTheGatewayRefusesIsNoMessage(String chat) {
    String ids = "\"connectionId\":\"gbikqi-vWQAYKEiHxA==\", \"requestId\":\"EP5tkGhLIAMEpwA=\"}";
    for (String error : List.of("Forbidden", "Internal server error")) {
      Meaning meaning = heard(chat, "{\"message\": \"" + error + "\", " + ids);

      assertThat(meaning.texts().orElseThrow()).isEmpty();
      assertThat(meaning.error()).contains(error);
    }
  }

  @Test
  void noticesAnswersAndErrorsAreKnown() {
    assertThat(
            heard("biagolini", "{\"message\": \"A new user has joined the chat - IdY=\"}").kinds())
        .containsExactly(Meaning.Kind.IGNORED);
    assertThat(heard("biagolini", "{\"message\": \"User IdY= has left the chat.\"}").kinds())
        .containsExactly(Meaning.Kind.IGNORED);
    assertThat(heard("biagolini", "{\"message\":\"pong\"}").kinds())
        .isEqualTo(Set.of(Meaning.Kind.PONG));
    assertThat(heard("biagolini", "{\"status\":\"Message broadcast completed\"}").kinds())
        .containsExactly(Meaning.Kind.IGNORED);
    assertThat(
            heard(
                    "biagolini",
                    "{\"error\": \"Invalid request\", \"message\": \"The requested action is not"
                        + " recognized. Please check your WebSocket commands.\"}")
                .error())
        .contains("Invalid request");
    assertThat(
            heard("websocket-chat-application", "{\"type\":\"StatusChangeEvent\",\"userId\":\"u\"}")
                .kinds())
        .containsExactly(Meaning.Kind.IGNORED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "aws-doc-sdk => {\"action\":\"sendmessage\",\"msg\":\"a \\\"b\\\"\"}",
        "julien-muke => {\"action\":\"sendMessage\",\"message\":\"a \\\"b\\\"\"}",
        "simple-websockets => {\"action\":\"sendmessage\",\"data\":\"a \\\"b\\\"\"}",
        "serverless-patterns => {\"action\":\"post\",\"data\":\"a \\\"b\\\"\"}",
        "biagolini => {\"action\":\"sendmessage\",\"message\":\"a \\\"b\\\"\"}",
        "websocket-chat-application => {\"type\":\"Message\",\"sender\":\"Ann\",\"text\":\"a"
            + " \\\"b\\\"\",\"channelId\":\"default\",\"sentAt\":\"now\"}"
      })
  void requestsAreThoseOfTheirClients(String chat, String frame) {
    assertThat(Descriptions.find(chat).say("a \"b\"", ANN).bytes())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(frame);
  }

  @Test
  void clientsSayWhoTheyAreWhereTheirBackendsLook() {
    assertThat(request("aws-doc-sdk").url()).hasToString("wss://x.example/test?name=Ann");
    assertThat(request("biagolini").headers()).containsEntry("Authorization", "Bearer t.o.k");
    assertThat(request("biagolini").url())
        .hasToString("wss://x.example/test?Authorization=Bearer%20t.o.k");
    assertThat(request("websocket-chat-application").headers())
        .containsEntry("Cookie", "Authorization=t.o.k");
    assertThat(Descriptions.find("aws-doc-sdk").echoes()).isFalse();
    assertThat(Descriptions.find("biagolini").keepAliveSeconds()).isEqualTo(30);
  }

  private static SocketRequest request(String chat) {
    return Descriptions.find(chat).request(URI.create("wss://x.example/test"), ANN);
  }

  @Test
  void tablesAreThoseOfTheirDeployments() {
    assertThat(table("aws-doc-sdk", "connections"))
        .isEqualTo("doc-example-websocket-chat connection_id connection_id user_name");
    assertThat(table("julien-muke", "connections"))
        .isEqualTo("websocket-connections connectionId connectionId -");
    assertThat(table("simple-websockets", "connections"))
        .isEqualTo("simplechat_connections connectionId connectionId -");
    assertThat(table("serverless-patterns", "connections"))
        .isEqualTo("- connectionId connectionId -");
    assertThat(table("biagolini", "connections"))
        .isEqualTo("ActiveConnections connection_id connection_id -");
    assertThat(table("biagolini", "sessions"))
        .isEqualTo("SessionHistory connection_id connection_id -");
    assertThat(table("biagolini", "messages")).isEqualTo("MessageHistory message_id message_id -");
    assertThat(table("websocket-chat-application", "messages"))
        .isEqualTo("serverless-chat-messages channelId,sentAt messageId -");
  }

  private static String table(String chat, String kind) {
    TableLayout layout = requireNonNull(Descriptions.find(chat).tables().get(kind));
    return String.join(
        " ",
        layout.table().orElse("-"),
        String.join(",", layout.key()),
        layout.attribute("id").map(TableLayout.Attribute::name).orElse("-"),
        layout.attribute("name").map(TableLayout.Attribute::name).orElse("-"));
  }
}
