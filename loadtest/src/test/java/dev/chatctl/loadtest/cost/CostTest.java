package dev.chatctl.loadtest.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.loadtest.DistinctResults;
import dev.chatctl.loadtest.Golden;
import dev.chatctl.loadtest.RunFixture;
import dev.chatctl.loadtest.report.Results;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CostTest {
  private static final String PRICES =
      """
      {"prices_of": "2020-02", "region": "nowhere-1", "note": "n",
       "usd": {"api_gateway_million_messages": 1, "api_gateway_million_connection_minutes": 2,
               "lambda_million_requests": 3, "lambda_gb_second": 4,
               "dynamodb_million_write_units": 5, "dynamodb_million_read_units": 6},
       "assumptions": {"metered_message_bytes": 100, "envelope_bytes": 50, "lambda_memory_gb": 0.5,
                       "lambda_seconds_per_invocation": 0.1, "lambda_seconds_per_delivery": 0.01,
                       "writes_per_connection": 4, "writes_per_message": 2,
                       "connections_per_read_unit": 40}}
      """;

  /** 10 messages of 64 bytes to 10 listeners, in 3 seconds. */
  private static Results results() {
    RunFixture run = new RunFixture();
    return run.results(IntStream.range(0, 10).mapToObj(m -> run.message(m, 0)).toList());
  }

  @Test
  void countsWhatARunUses() throws IOException {
    Cost cost = Cost.of(results(), new ObjectMapper().readTree(PRICES));

    // 10 in and 100 out, each of 114 bytes, which is two steps.
    assertThat(cost.items().get(0).units()).isEqualTo(220);
    // Less than a minute is a minute.
    assertThat(cost.items().get(1).units()).isEqualTo(10);
    // One invocation a message, connect and disconnect.
    assertThat(cost.items().get(2).units()).isEqualTo(30);
    assertThat(cost.items().get(3).units()).isCloseTo((30 * 0.1 + 100 * 0.01) * 0.5, within(1e-9));
    assertThat(cost.items().get(4).units()).isEqualTo(10 * 4 + 10 * 2);
    assertThat(cost.items().get(5).units()).isEqualTo(3);
  }

  @Test
  void addsUpWhatItCosts() throws IOException {
    Cost cost = Cost.of(results(), new ObjectMapper().readTree(PRICES));

    assertThat(cost.totalUsd())
        .isCloseTo((220 * 1 + 10 * 2 + 30 * 3 + 60 * 5 + 3 * 6) / 1e6 + 2 * 4, within(1e-9));
  }

  @Test
  void isPinnedAsTheSummaryHasIt() throws IOException {
    String json =
        Cost.of(DistinctResults.merged(), new ObjectMapper().readTree(PRICES))
            .toJson()
            .toPrettyString();

    assertThat(json).isEqualTo(Golden.of("cost.json", json));
  }

  @Test
  void saysOfWhenItsPricesAre() throws IOException {
    assertThat(Cost.of(results()).toJson().path("prices_of").asText()).matches("20\\d\\d-\\d\\d");
  }
}
