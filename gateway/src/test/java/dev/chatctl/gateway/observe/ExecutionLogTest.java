package dev.chatctl.gateway.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.gateway.event.GatewayError;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lines of one event, whole and in order. */
class ExecutionLogTest {
  private final List<String> written = new ArrayList<>();
  private String group = "";
  private String stream = "";

  @Test
  void aConnect() {
    write(false, Exchanges.connect(200));
    assertThat(group).isEqualTo("/aws/apigateway/9f51g9pb21/probe");
    assertThat(stream).matches("[0-9a-f]{32}");
    assertThat(written)
        .containsExactly(
            "(EP5t5HsnoAMESJg=) Extended Request Id: EP5t5HsnoAMESJg=",
            "(EP5t5HsnoAMESJg=) Verifying Usage Plan for request: EP5t5HsnoAMESJg=. API Key:  API"
                + " Stage: 9f51g9pb21/probe",
            "(EP5t5HsnoAMESJg=) API Key  authorized because route '$connect' does not require API"
                + " Key. Request will not contribute to throttle or quota limits",
            "(EP5t5HsnoAMESJg=) Usage Plan check succeeded for API Key  and API Stage"
                + " 9f51g9pb21/probe",
            "(EP5t5HsnoAMESJg=) Starting execution for request: EP5t5HsnoAMESJg=",
            "(EP5t5HsnoAMESJg=) WebSocket Request Route: [$connect]",
            "(EP5t5HsnoAMESJg=) Client [UserAgent: agent, SourceIp: 203.0.113.7] is connecting to"
                + " WebSocket API [9f51g9pb21].",
            "(EP5t5HsnoAMESJg=) AWS Integration Endpoint RequestId :"
                + " 0a1b2c3d-0000-4000-8000-000000000000",
            "(EP5t5HsnoAMESJg=) Client [Connection Id: gbik1K9kzQAYKEilnA==] connected to API"
                + " [9f51g9pb21] successfully.");
  }

  @Test
  void aMessageWhoseFunctionThrowsTracedInFull() {
    write(true, Exchanges.message(502, GatewayError.INTEGRATION_FAILURE, -1));
    assertThat(written.subList(6, written.size()))
        .containsExactly(
            "(EP5t5HsnoAMESJg=) WebSocket API [9f51g9pb21] received message from client [Connection"
                + " Id: gbik1K9kzQAYKEilnA==]. Message: [{\"event\":1}].",
            "(EP5t5HsnoAMESJg=) Endpoint request URI: function",
            "(EP5t5HsnoAMESJg=) Endpoint request body after transformations: {\"event\":1}",
            "(EP5t5HsnoAMESJg=) Sending request to function",
            "(EP5t5HsnoAMESJg=) Received response. Status: 200, Integration latency: 7 ms",
            "(EP5t5HsnoAMESJg=) AWS Integration Endpoint RequestId :"
                + " 0a1b2c3d-0000-4000-8000-000000000000",
            "(EP5t5HsnoAMESJg=) Lambda execution failed with status 200 due to customer function"
                + " error: boom. Lambda request id: 0a1b2c3d-0000-4000-8000-000000000000",
            "(EP5t5HsnoAMESJg=) Message from client [Connection Id: gbik1K9kzQAYKEilnA==] sent to"
                + " API [9f51g9pb21] with response status code [502].");
  }

  @ParameterizedTest
  @EnumSource(names = {"INTEGRATION_TIMEOUT", "INTEGRATION_UNAVAILABLE"})
  void aFunctionThatDidNotAnswerIsNotBlamed(GatewayError error) {
    write(true, Exchanges.message(error.status(), error, -1));
    assertThat(written)
        .noneMatch(line -> line.contains("Lambda execution failed"))
        .noneMatch(line -> line.contains("Received response"));
    assertThat(written.getLast())
        .endsWith("sent to API [9f51g9pb21] with response status code [" + error.status() + "].");
  }

  @Test
  void aDisconnectTellsCodeAndReason() {
    write(false, Exchanges.disconnect(null));
    assertThat(written.getLast())
        .isEqualTo(
            "(EP5t5HsnoAMESJg=) Client [Connection Id: gbik1K9kzQAYKEilnA==] disconnected from API"
                + " [9f51g9pb21] with integration response status code [200]. Close reason: [1000:"
                + " probe-complete]");
  }

  @Test
  void aLineOver1024BytesIsCut() {
    Exchange.Call call = Exchanges.call(Exchanges.returned("x".repeat(2_000)));
    write(true, Exchanges.disconnect(call));
    assertThat(written)
        .filteredOn(line -> line.endsWith(" [TRUNCATED]"))
        .singleElement()
        .satisfies(line -> assertThat(line.getBytes(UTF_8)).hasSize(1024 + 12));
  }

  private void write(boolean trace, Exchange exchange) {
    new ExecutionLog(
            trace,
            (intoGroup, intoStream, time, lines) -> {
              group = intoGroup;
              stream = intoStream;
              written.addAll(lines);
            })
        .finished(exchange);
  }
}
