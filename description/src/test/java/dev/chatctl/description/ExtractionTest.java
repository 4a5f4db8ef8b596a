package dev.chatctl.description;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtractionTest {
  private static List<String> found(Extraction where, String frame) {
    return where.find(IncomingFrame.of(frame));
  }

  @Test
  void jmesPathFindsOneOrMany() {
    Extraction texts = Extraction.whole().jmesPath("messages[].text");

    assertThat(found(texts, "{\"messages\":[{\"text\":\"a\"},{\"x\":1},{\"text\":\"b\"}]}"))
        .containsExactly("a", "b");
    assertThat(found(texts, "{\"messages\":\"none\"}")).isEmpty();
    assertThat(found(texts, "no JSON")).isEmpty();
    assertThat(found(texts, "{} {}")).isEmpty();
  }

  @Test
  void whatIsNoTextIsFoundAsJson() {
    assertThat(found(Extraction.whole().jmesPath("@"), "{\"a\":[1,\"x\",null,true]}"))
        .containsExactly("{\"a\":[1,\"x\",null,true]}");
    assertThat(found(Extraction.whole().jmesPath("a == `1`"), "{\"a\":1}")).containsExactly("true");
    assertThat(found(Extraction.whole().jmesPath("a == `1`"), "{\"a\":2}")).isEmpty();
  }

  @Test
  void stepsReachIntoWhatIsNested() {
    Extraction nested = Extraction.whole().pattern("\\A42(.*)").jmesPath("[1].body").jmesPath("t");

    assertThat(found(nested, "42[\"say\",{\"body\":\"{\\\"t\\\":\\\"a\\\\\\\"b\\\"}\"}]"))
        .containsExactly("a\"b");
  }

  @Test
  void base64IsDecoded() {
    String text =
        Base64.getEncoder().encodeToString("{\"t\":\"ü\"}".getBytes(StandardCharsets.UTF_8));

    assertThat(found(Extraction.whole().base64().jmesPath("t"), text)).containsExactly("ü");
    assertThat(found(Extraction.whole().base64().jmesPath("t"), "%%%")).isEmpty();
  }

  @Test
  void aPatternSeesTheBytesOfABinaryFrame() {
    byte[] frame = {1, (byte) 0xff, 'a', 'b', (byte) 0xff, 'c'};

    assertThat(Extraction.whole().pattern("\\u00ff([a-z]+)").find(new IncomingFrame(frame, true)))
        .containsExactly("ab", "c");
  }

  /** What each system sends, and what of it was said. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "aws-doc-sdk; ann: hi: there; hi: there",
        "simple-websockets; hi there; hi there",
        "biagolini; {\"message\": \"[2025-04-02T23:17:37Z - UTC]\\n"
            + " L0SM9dGcvHcCJhA=  hi [x]  y\\n"
            + "\"}; hi [x]  y",
        "websocket-chat-application; {\"type\":\"Message\",\"text\":\"hi\",\"channelId\":\"c\"};"
            + " hi",
        "socket.io; 42[\"chat message\",{\"room\":\"r\",\"text\":\"hi\"}]; hi",
        "graphql-transport-ws;"
            + " {\"id\":\"messages\",\"type\":\"next\",\"payload\":{\"data\":{\"messages\":{\"text\":\"hi\"}}}};"
            + " hi",
        "phoenix; [null,null,\"room:lobby\",\"new_msg\",{\"body\":\"hi\"}]; hi"
      })
  void shippedDescriptionsFindWhatWasSaid(String name, String frame, String text) {
    assertThat(found(Descriptions.find(name).hearing().messages().orElseThrow(), frame))
        .containsExactly(text);
  }

  @Test
  void stompsBodyIsFoundBehindItsHeaders() {
    Extraction messages = Descriptions.find("stomp").hearing().messages().orElseThrow();

    assertThat(
            found(messages, "MESSAGE\nsubscription:0\ndestination:/topic/x\n\nhi\n\nthere\u0000\n"))
        .containsExactly("hi\n\nthere");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "simple-websockets; {\"message\": \"Forbidden\", \"connectionId\":\"x\","
            + " \"requestId\":\"y\"}; Forbidden",
        "biagolini; {\"error\": \"Invalid request\", \"message\": \"The requested\"}; Invalid"
            + " request",
        "socket.io; 44{\"message\":\"not authorized\"}; not authorized",
        "phoenix;"
            + " [\"1\",\"1\",\"room:x\",\"phx_reply\",{\"status\":\"error\",\"response\":{\"reason\":\"no\"}}];"
            + " no",
        "graphql-transport-ws;"
            + " {\"id\":\"say-1\",\"type\":\"error\",\"payload\":[{\"message\":\"bad\"}]}; bad",
        "graphql-transport-ws;"
            + " {\"id\":\"say-1\",\"type\":\"next\",\"payload\":{\"errors\":[{\"message\":\"bad\"}]}};"
            + " bad"
      })
  void shippedDescriptionsFindErrors(String name, String frame, String code) {
    assertThat(found(Descriptions.find(name).hearing().errors().orElseThrow(), frame))
        .containsExactly(code);
  }
}
