package dev.chatctl.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.dashboard.LogQuery.Line;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogQueryTest {
  private static final String SOURCE = "SOURCE '/aws/lambda/a' | ";

  @Test
  void aFilterBecomesAFilterPattern() {
    var query = LogQuery.parse(SOURCE + "filter level = \"ERROR\" or took >= 1.5 and n = 1");

    assertThat(query.filterPattern())
        .isEqualTo("{ ($.level = \"ERROR\") || ($.took >= 1.5) && ($.n = 1) }");
  }

  @Test
  void manyGroupsAreOneQuery() {
    assertThat(LogQuery.parse(SOURCE + "SOURCE 'b' | limit 3").groups())
        .containsExactly("/aws/lambda/a", "b");
  }

  @Test
  void linesAreSortedByNumbersAndCut() {
    var query =
        LogQuery.parse(SOURCE + "fields @timestamp, took, who.name | sort took desc | limit 2");

    assertThat(
            query.rows(
                Stream.of(
                    line(0, "{\"took\": 9}"),
                    line(1000, "{\"took\": 10, \"who\": {\"name\": \"Ann\"}}"),
                    line(2000, "plain text"))))
        .containsExactly(
            List.of("1970-01-01T00:00:01Z", "10", "Ann"), List.of("1970-01-01T00:00:00Z", "9", ""));
  }

  @Test
  void theNewestLineIsFirstWhereNothingIsSaid() {
    assertThat(LogQuery.parse("SOURCE 'a'").rows(Stream.of(line(1, "old"), line(2, "new"))))
        .containsExactly(List.of("new"), List.of("old"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "stats count() by route; query: stats count() by route (expected: SOURCE, filter, fields,"
            + " sort or limit)",
        "filter level like /x/; query: filter level like /x/ (expected: FIELD OPERATOR VALUE"
            + " and|or ...)",
        "limit 0; query: limit 0 (expected: limit 1 to 10000)",
        "sort took down; query: sort took down (expected: sort NAME asc|desc)"
      })
  void aPartThatIsNotUnderstoodIsNamed(String command, String problem) {
    assertThatThrownBy(() -> LogQuery.parse(SOURCE + command)).hasMessage(problem);
  }

  private static Line line(long timestamp, String message) {
    return new Line("/aws/lambda/a", timestamp, message);
  }
}
