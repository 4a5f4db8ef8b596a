package dev.chatctl.loadtest.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.loadtest.DistinctResults;
import dev.chatctl.loadtest.Golden;
import dev.chatctl.loadtest.RunFixture;
import dev.chatctl.loadtest.ledger.Micros;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.stats.SocketUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTest {
  private static final String PRICES =
      """
      {"prices_of": "2020-02", "region": "nowhere-1", "note": "n",
       "usd": {"api_gateway_million_messages": 1, "api_gateway_million_connection_minutes": 2,
               "lambda_million_requests": 3, "lambda_gb_second": 4, "sqs_million_requests": 7,
               "dynamodb_million_write_units": 5, "dynamodb_million_read_units": 6},
       "assumptions": {"lambda_memory_mb": 512, "seconds_per_small_invocation": 0.1,
                       "fan_out_inline_limit": 10, "sqs_requests_per_job": 3,
                       "writes_per_connection": 4, "writes_per_message": 2,
                       "connections_per_read_unit": 40}}
      """;

  /** 10 messages to 10 listeners after 5 to warm up, in sockets that were opened 11 times. */
  private static Cost cost(int clients) throws IOException {
    RunFixture run = new RunFixture();
    run.clients = clients;
    run.usage = new SocketUsage.Total(11, 17, 230, 5.5);
    Histogram connect = Micros.histogram();
    connect.recordValue(50_000);
    return Cost.of(
        run.results(
            IntStream.range(0, 10).mapToObj(m -> run.message(m, 0)).toList(),
            List.of(),
            Map.of("connect", List.of(connect))),
        new ObjectMapper().readTree(PRICES));
  }

  private static double units(Cost cost, String name) {
    return cost.items().stream()
        .filter(item -> item.name().equals(name))
        .findFirst()
        .orElseThrow()
        .units();
  }

  @Test
  void countsWhatARunUses() throws IOException {
    Cost cost = cost(10);

    assertThat(units(cost, "API Gateway messages")).isEqualTo(230);
    assertThat(units(cost, "API Gateway connections")).isEqualTo(5.5);
    // One for each frame sent, and for each socket one when it comes and one when it goes.
    assertThat(units(cost, "Lambda requests")).isEqualTo(17 + 2 * 11);
    assertThat(units(cost, "Lambda authorizer requests")).isEqualTo(11);
    // 15 broadcasts of 2 ms, 11 handshakes of 50 ms, a goodbye and an authorizer each, 2 pings.
    assertThat(units(cost, "Lambda duration"))
        .isCloseTo((15 * 0.002 + 11 * (0.05 + 0.2) + 2 * 0.1) * 0.5, within(0.001));
    assertThat(units(cost, "SQS requests")).isZero();
    assertThat(units(cost, "DynamoDB writes")).isEqualTo(11 * 4 + 15 * 2);
    assertThat(units(cost, "DynamoDB reads")).isEqualTo(4); // 150 connections
  }

  @Test
  void countsTheJobsOfCrowdedRooms() throws IOException {
    assertThat(units(cost(11), "SQS requests")).isEqualTo(15 * 2 * 3);
    assertThat(units(cost(40), "SQS requests")).isEqualTo(15 * 4 * 3);
    assertThat(units(cost(41), "SQS requests")).isEqualTo(15 * 8 * 3);
    assertThat(units(cost(11), "Lambda requests")).isEqualTo(17 + 2 * 11 + 30);
    assertThat(units(cost(11), "Lambda duration"))
        .isCloseTo((15 * 0.1 + 30 * 0.002 + 11 * (0.05 + 0.2) + 2 * 0.1) * 0.5, within(0.001));
  }

  @Test
  void addsUpWhatItCosts() throws IOException {
    Cost cost = cost(10);

    double seconds = units(cost, "Lambda duration");
    assertThat(cost.totalUsd())
        .isCloseTo(
            (230 * 1 + 5.5 * 2 + 39 * 3 + 11 * 3 + 74 * 5 + 4 * 6) / 1e6 + seconds * 4,
            within(1e-9));
  }

  @Test
  void takesFunctionsAtTheMemoryThatIsDeployed() throws IOException {
    JsonNode definition = new ObjectMapper().readTree(Path.of("../infra/chat-api.json").toFile());
    try (var prices = Cost.class.getResourceAsStream("prices.json")) {
      assertThat(new ObjectMapper().readTree(prices).at("/assumptions/lambda_memory_mb").intValue())
          .isEqualTo(definition.path("memory_mb").intValue());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a1b2.execute-api.us-east-1.amazonaws.com, true",
    "a1b2.execute-api.cn-north-1.amazonaws.com.cn, true",
    "127.0.0.1, false",
    "chat.example.com, false",
    "execute-api.us-east-1.amazonaws.com.evil.example, false",
  })
  void isApiGatewaysOnly(String host, boolean billed) {
    assertThat(Cost.billed(host)).isEqualTo(billed);
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
    Results results = new RunFixture().results(List.of());

    assertThat(Cost.of(results).toJson().path("prices_of").asText()).matches("20\\d\\d-\\d\\d");
  }
}
