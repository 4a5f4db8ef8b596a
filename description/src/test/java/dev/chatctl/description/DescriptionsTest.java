package dev.chatctl.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.chatctl.cli.CliException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class DescriptionsTest {
  static final List<String> SHIPPED = Descriptions.SHIPPED;

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Descriptions.schema());

  private static List<DescriptionProblem> problems(String json) {
    try {
      DescriptionReader.read("x", json);
      return List.of();
    } catch (DescriptionException e) {
      return e.problems();
    }
  }

  @ParameterizedTest
  @FieldSource("SHIPPED")
  void whatIsShippedIsReadAndKeepsToTheSchema(String name) {
    assertThat(Descriptions.find(name).speech().say()).isPresent();
    assertThat(SCHEMA.validate(Descriptions.text(name), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "[] => 1: description: an array (expected: an object)",
        "{\"sey\": \"${text}\"} => 1: sey: unknown; did you mean say?",
        "{\"say\": \"hello\"} => 1: say: without ${text}",
        "{\"say\": \"${txt}\"} => 1: say: ${txt}: unknown; did you mean ${text}?",
        "{\"say\": \"${text} ${rom}\"} => 1: say: ${rom}: unknown; did you mean ${room}?",
        "{\"say\": \"${text|jason}\"} => 1: say: |jason: no escaping; did you mean json?",
        "{\"messages\": \"somewhere\"} => 1: messages: \"somewhere\" (expected:" + " {\"jmespath\"",
        "{\"messages\": {\"jmespath\":\"a[\"}} => 1: messages: no JMESPath",
        "{\"messages\": {\"pattern\":\"(\"}} => 1: messages: no regular expression: Unclosed group",
        "{\"open\": [{\"sent\": \"x\"}]} => 1: open[0].send: with await, or neither",
        "{\"answer\": [{\"to\": {\"pattern\":\"x\"}}]} => 1: answer[0].send: absent",
        "{\"keep_alive\": {\"every_s\": 0}} => 1: keep_alive.every_s: 0 (expected: whole seconds"
            + " >= 1)",
        "{\"connect\": {\"query\": {\"a\": 1}}} => 1: connect.query.a: 1 (expected: a string)",
        "{\"tables\": {\"connections\": {\"name\": \"n\"}}} => 1: tables.connections.id: absent",
        "{\"tables\": {\"connections\": {\"id\": {\"attribute\": \"i\", \"form\": \"unix\"}}}} =>"
            + " 1: tables.connections.id: an object with attribute, form (expected:"
      })
  void whatIsWrongIsToldWithWhatIsExpected(String json, String problem) {
    assertThat(problems(json))
        .extracting(found -> found.line() + ": " + found.message())
        .anySatisfy(told -> assertThat(told).startsWith(problem.strip()));
  }

  @Test
  void everythingIsToldAtOnceByLine() {
    assertThat(
            problems(
                """
                {
                  "rooms": "x",
                  "connect": {
                    "query": {"t": "${client.token}", "u": "${user}"},
                    "qery": {}
                  },
                  "say": {"text": "hello"},
                  "messages": {"jmespath": "a."}
                }
                """))
        .extracting(DescriptionProblem::line)
        .containsExactly(2, 4, 5, 7, 8);
  }

  @Test
  void whatIsNoJsonIsToldByLine() {
    assertThat(problems("{\n \"say\": \"${text}\",\n}"))
        .first()
        .hasFieldOrPropertyWithValue("line", 3);
    assertThat(problems("{\n \"say\": \"${text}\",\n \"say\": \"${text}\"}"))
        .first()
        .satisfies(problem -> assertThat(problem.message()).contains("Duplicate field 'say'"));
    assertThat(problems("")).hasSize(1);
    assertThat(problems("{} {}")).hasSize(1);
  }

  @Test
  void aNameThatIsNoneIsToldWithThoseThereAre() {
    assertThatThrownBy(() -> Descriptions.find("simple-websocket"))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("(expected: a file, or one of envelope, ")
        .satisfies(
            e -> assertThat(((CliException) e).hint()).contains("did you mean simple-websockets?"));
  }
}
