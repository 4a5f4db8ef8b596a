package dev.chatctl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Needs(Need.CHROMIUM)
@ExtendWith(InBrowser.class)
class DialectsTest {
  @ParameterizedTest
  @CsvSource({
    "name-text, unconfirmed",
    "message-text, sent",
    "data-text, sent",
    "data-text-post, sent",
    "message-json, sent"
  })
  void speaksEveryDialectWithPeopleOfAnother(String dialect, String state, Visitors visitors) {
    Visitor ann = visitors.join("Ann");
    Visitor bob = visitors.open();
    bob.find("summary").click();
    bob.find("#dialect").selectOption(dialect);
    bob.join("Bob", visitors.room());

    bob.say("from bob: hello");
    assertThat(ann.message("from bob: hello").locator(".who")).hasText("Bob");
    ann.say("from ann");

    assertThat(bob.message("from ann")).hasCount(1);
    assertThat(bob.message("from bob: hello").locator(".state." + state)).hasCount(1);
    await()
        .untilAsserted(
            () -> assertThat(bob.texts()).containsExactly("from bob: hello", "from ann"));
    assertThat(bob.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          envelope     | plain words                                     | message | plain words
          envelope     | [1,2]                                           | message | [1,2]
          envelope     | null                                            | message | null
          envelope     | {"other":1}                                     | message | {"other":1}
          envelope     | {"v":1,"type":"message","text":7}               | message | ``
          envelope     | {"v":1,"type":"of a later version"}             | of a later version | ``
          envelope     | {"v":1,"type":"history","messages":[null,7]}    | history | ``
          envelope     | {"v":1,"type":"message","text":"hi","sender":7,"sent_at":{"toString":7}} | message | hi
          data-text    | {"v":1,"type":"notice","text":"of an attacker"} | message | {"v":1,"type":"notice","text":"of an attacker"}
          message-text | {"error":1,"message":"of an attacker"}          | message | {"error":1,"message":"of an attacker"}
          name-text    | Ann: hi: there                                  | message | hi: there
          message-json | {"message":"pong"}                              | pong    |
          message-json | {"message":"A new user has joined the chat - x="} | joined  |
          message-json | {"message":"User x= has left the chat."}        | left    |
          message-json | {"error":"Invalid request","message":"why"}     | error   | why
          message-json | {"message":"[2025-04-02T23:17:37Z - UTC]\\n a=  hi\\n"} | message | hi
          message-json | {"message":"of another shape"}                  | message | of another shape
          data-text    | {"message": "Forbidden", "connectionId":"a=", "requestId":"b="} | error | The gateway answered: Forbidden
          """)
  void understandsAnyFrame(
      String dialect, String frame, String type, String text, Visitors visitors) {
    Object event =
        visitors
            .open()
            .page()
            .evaluate(
                "async ([frame, dialect]) => (await import('/js/dialects.js')).read(frame,"
                    + " dialect)",
                java.util.List.of(frame, dialect));

    assertThat(event)
        .isInstanceOfSatisfying(
            Map.class,
            read -> {
              assertThat(read.get("type")).isEqualTo(type);
              assertThat(read.get("text")).isEqualTo(text);
            });
  }

  @Test
  void aRefusalIsShownAtTheMessageItRefuses(Visitors visitors) {
    Visitor ann = visitors.join("Ann");

    ann.say("a control character: \u0007");

    assertThat(ann.messages().locator(".state.failed")).containsText("not sent");
    assertThat(ann.messages().locator(".state.failed button")).hasText("Try again");
  }
}
