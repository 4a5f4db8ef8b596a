package dev.chatctl.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.observe.GatewayMetric.Name;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the live service counts, surprises included. */
class MetricsTest {
  private static final String ROUTE = "$connect";

  @Test
  void aConnectIsAConnectAndAMessageEvenWhenRefused() {
    assertThat(samples(Exchanges.connect(403)))
        .containsExactly(
            "ConnectCount 1",
            "MessageCount 1",
            "ClientError 1",
            "IntegrationError 0",
            "ExecutionError 0",
            "IntegrationLatency 7");
  }

  @Test
  void aHandshakeThatNeverReachesItsFunctionIsNoConnect() {
    assertThat(samples(Exchanges.denied()))
        .containsExactly(
            "MessageCount 1", "ClientError 1", "IntegrationError 0", "ExecutionError 0");
  }

  @Test
  void everyErrorHasASampleOfZeroOrOneForEachOperation() {
    assertThat(samples(Exchanges.message(200, null, -1)))
        .containsExactly(
            "MessageCount 1",
            "ClientError 0",
            "IntegrationError 0",
            "ExecutionError 0",
            "IntegrationLatency 7");
  }

  @Test
  void twoWayIsTwoMessages() {
    assertThat(samples(Exchanges.message(200, null, 4))).contains("MessageCount 2");
  }

  @Test
  void aReturned503AndAMissingFunctionAreExecutionErrors() {
    for (GatewayError error : new GatewayError[] {null, GatewayError.INTEGRATION_UNAVAILABLE}) {
      int status = error == null ? 503 : error.status();
      assertThat(samples(Exchanges.message(status, error, -1)))
          .contains("ExecutionError 1", "IntegrationError 0", "ClientError 0");
    }
  }

  @Test
  void aThrowingFunctionIsAnIntegrationErrorUnlessSetOtherwise() {
    Exchange thrown = Exchanges.message(502, GatewayError.INTEGRATION_FAILURE, -1);
    assertThat(samples(thrown)).contains("IntegrationError 1", "ExecutionError 0");
    List<GatewayMetric> metrics = new ArrayList<>();
    new Metrics(true, Name.ExecutionError, metrics::add).finished(thrown);
    assertThat(metrics)
        .filteredOn(metric -> metric.name() == Name.ExecutionError)
        .allMatch(metric -> metric.value() == 1);
  }

  @Test
  void aMessageWithoutRouteIsAClientErrorAndNothingElseAndHasNoRouteSeries() {
    List<GatewayMetric> metrics = metrics(Exchanges.unrouted());
    assertThat(metrics).hasSize(2).allMatch(metric -> metric.name() == Name.ClientError);
    assertThat(metrics).allMatch(metric -> metric.route() == null);
  }

  @Test
  void aPostIsAMessageWithoutLatencyAndADisconnectIsOneEvenWithoutFunction() {
    assertThat(samples(Exchanges.management("POST", 200, 9)))
        .containsExactly(
            "MessageCount 1", "ClientError 0", "IntegrationError 0", "ExecutionError 0");
    assertThat(samples(Exchanges.management("GET", 200, -1))).doesNotContain("MessageCount 1");
    assertThat(samples(Exchanges.disconnect(null))).contains("MessageCount 1");
  }

  @Test
  void theDimensionsAreApiThenApiAndStageThenRouteWhenDetailed() {
    List<GatewayMetric> connects =
        metrics(Exchanges.connect(200)).stream()
            .filter(metric -> metric.name() == Name.ConnectCount)
            .toList();
    assertThat(connects)
        .extracting(metric -> metric.dimensions().toString())
        .containsExactly(
            "{ApiId=9f51g9pb21}",
            "{ApiId=9f51g9pb21, Stage=probe}",
            "{ApiId=9f51g9pb21, Route=$connect, Stage=probe}");
    List<GatewayMetric> plain = new ArrayList<>();
    new Metrics(false, plain::add).finished(Exchanges.connect(200));
    assertThat(plain).noneMatch(metric -> ROUTE.equals(metric.route()));
  }

  private static List<GatewayMetric> metrics(Exchange exchange) {
    List<GatewayMetric> metrics = new ArrayList<>();
    new Metrics(true, metrics::add).finished(exchange);
    return metrics;
  }

  private static List<String> samples(Exchange exchange) {
    return metrics(exchange).stream()
        .filter(metric -> metric.route() != null)
        .map(metric -> metric.name() + " " + (long) metric.value())
        .toList();
  }
}
