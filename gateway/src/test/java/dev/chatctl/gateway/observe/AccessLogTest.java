package dev.chatctl.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.gateway.event.GatewayError;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessLogTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "apiId | 9f51g9pb21",
        "authorizer.principalId | me",
        "authorizer.nothing | -",
        "connectedAt | 1790327998847",
        "connectionId | gbik1K9kzQAYKEilnA==",
        "domainName | 9f51g9pb21.execute-api.us-east-1.amazonaws.com",
        "error.message | Internal server error",
        "error.messageString | \"Internal server error\"",
        "error.responseType | INTEGRATION_FAILURE",
        "error.validationErrorString | -",
        "eventType | MESSAGE",
        "extendedRequestId | EP5t5HsnoAMESJg=",
        "identity.sourceIp | 203.0.113.7",
        "identity.userAgent | agent",
        "identity.caller | -",
        "integration.status | -",
        "integrationStatus | -",
        "integrationLatency | 7",
        "messageId | gbik1Q9lQQAYKEilnA==",
        "requestId | EP5t5HsnoAMESJg=",
        "requestTime | 25/Sep/2026:09:19:58 +0000",
        "requestTimeEpoch | 1790327998847",
        "responseLength | -",
        "routeKey | echo",
        "stage | probe",
        "status | 502",
        "httpMethod | -",
        "waf.status | -",
        "noSuchVariable | -"
      })
  void eachVariableOfAThrowingMessage(String variable, String value) {
    Exchange exchange = Exchanges.message(502, GatewayError.INTEGRATION_FAILURE, -1);
    assertThat(line("$context." + variable, exchange)).isEqualTo(value);
  }

  @Test
  void aManagementCallHasItsSignerAndNoConnectTime() {
    String format =
        "$context.eventType $context.routeKey $context.status $context.integrationLatency"
            + " $context.connectedAt $context.identity.userArn $context.identity.caller"
            + " $context.requestId $context.extendedRequestId $context.identity.sourceIp"
            + " $context.identity.userAgent";
    String arn = "arn:aws:iam::123456789012:user/me";
    assertThat(line(format, Exchanges.management("DELETE", 204, -1)))
        .isEqualTo(
            "CONNECTION_API DELETE /@connections/{connectionId} 204 0 - "
                + arn
                + " "
                + arn
                + " 41f0d8d5-3f9c-4d3c-9c4f-3b1f7a1c2d3e EP5ytGkJoAMEmUQ= 203.0.113.9 sdk");
  }

  @Test
  void aRefusedConnectIsLoggedWithItsConnectionId() {
    assertThat(line("$context.eventType $context.status $context.connectionId", refused()))
        .isEqualTo("CONNECT 403 gbik1K9kzQAYKEilnA==");
  }

  @Test
  void aFormatWithoutRequestIdOrOver3KilobytesIsRefused() {
    assertThatThrownBy(() -> new AccessLog("$context.status", line -> {}))
        .hasMessageContaining("expected: with $context.requestId");
    assertThatThrownBy(() -> new AccessLog("$context.requestId" + "x".repeat(3_072), line -> {}))
        .hasMessageContaining("3090 characters (expected: <= 3072)");
  }

  private static Exchange refused() {
    return Exchanges.connect(403);
  }

  private static String line(String format, Exchange exchange) {
    List<String> lines = new ArrayList<>();
    new AccessLog(format + "\t$context.requestId", lines::add).finished(exchange);
    return lines.getFirst().substring(0, lines.getFirst().indexOf('\t'));
  }
}
