package dev.chatctl.gateway.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  private static final ConditionKeys KEYS =
      new ConditionKeys(
          "203.0.113.7", "agent/1.0", InstantSource.fixed(Instant.parse("2026-11-20T18:00:00Z")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"}}                     | ALLOW",
        "{\"IpAddress\":{\"aws:SourceIp\":[\"10.0.0.0/8\",\"203.0.113.7\"]}}       | ALLOW",
        "{\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.8/29\"}}                     | NO_ALLOW",
        "{\"IpAddress\":{\"aws:SourceIp\":\"2001:db8::/32\"}}                      | NO_ALLOW",
        "{\"NotIpAddress\":{\"aws:SourceIp\":[\"10.0.0.0/8\",\"203.0.113.0/24\"]}} | NO_ALLOW",
        "{\"NotIpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}}                      | ALLOW",
        "{\"StringEquals\":{\"AWS:UserAgent\":\"agent/1.0\"}}                      | ALLOW",
        "{\"StringLike\":{\"aws:UserAgent\":\"agent/?.*\"}}                        | ALLOW",
        "{\"StringNotLike\":{\"aws:UserAgent\":\"agent/*\"}}                       | NO_ALLOW",
        "{\"StringEqualsIgnoreCase\":{\"aws:UserAgent\":\"AGENT/1.0\"}}            | ALLOW",
        "{\"StringEquals\":{\"aws:PrincipalTag/x\":\"y\"}}                         | NO_ALLOW",
        "{\"StringEqualsIfExists\":{\"aws:PrincipalTag/x\":\"y\"}}                 | ALLOW",
        "{\"StringNotEquals\":{\"aws:PrincipalTag/x\":\"y\"}}                      | ALLOW",
        "{\"Null\":{\"aws:PrincipalTag/x\":\"true\"}}                              | ALLOW",
        "{\"Null\":{\"aws:SourceIp\":true}}                                        | NO_ALLOW",
        "{\"Bool\":{\"aws:SecureTransport\":\"true\"}}                             | ALLOW",
        "{\"DateLessThan\":{\"aws:CurrentTime\":\"2026-12-01T00:00:00Z\"}}         | ALLOW",
        "{\"DateGreaterThan\":{\"aws:EpochTime\":\"1900000000\"}}                  | NO_ALLOW",
        "{\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.7\"},\"Bool\":{\"aws:SecureTransport\":\"false\"}}"
            + " | NO_ALLOW"
      })
  void aConditionDecidesWhetherItsStatementApplies(String condition, Policy.Verdict verdict) {
    assertThat(judge(condition)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"ForAnyValue:StringEquals\":{\"k\":\"v\"}} | Condition: 'ForAnyValue:StringEquals'"
            + " (expected: one of StringEquals,",
        "{\"IpAddress\":{\"aws:SourceIp\":\"example.com\"}} | Condition: 'example.com' (expected:"
            + " an address",
        "{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/33\"}} | Condition: '10.0.0.0/33' (expected:",
        "\"x\" | Condition: \"x\" (expected: an object)",
        "[] | Condition: [] (expected: an object)",
        "null | Condition: null (expected: an object)",
        "{\"NoSuchOperator\":\"v\"} | Condition: 'NoSuchOperator' (expected: one of",
        "{\"NoSuchOperator\":{}} | Condition: 'NoSuchOperator' (expected: one of",
        "{\"IpAddress\":\"10.0.0.0/8\"} | Condition: \"10.0.0.0/8\" (expected: an object)",
        "{\"IpAddress\":{\"aws:SourceIp\":[]}} | Condition: no value of aws:SourceIp (expected:",
        "{\"StringNotEquals\":{\"aws:UserAgent\":{}}} | Condition: {} (expected: a text)",
        "{\"DateLessThan\":{\"aws:CurrentTime\":\"tomorrow\"}} | Condition: 'tomorrow' (expected: a"
            + " time"
      })
  void aConditionThatIsNotUnderstoodIsRefusedAndNeverIgnored(String condition, String message) {
    assertThatThrownBy(() -> judge(condition))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void notActionAndNotResourceCoverAllOthers() {
    Policy policy =
        Policy.parse(
            """
            {"Statement":[{"Effect":"Allow","NotAction":"iam:*","NotResource":["a*","b"]}]}\
            """);
    assertThat(policy.judge("execute-api:Invoke", "c", KEYS)).isEqualTo(Policy.Verdict.ALLOW);
    assertThat(policy.judge("iam:GetUser", "c", KEYS)).isEqualTo(Policy.Verdict.NO_ALLOW);
    assertThat(policy.judge("execute-api:Invoke", "abc", KEYS)).isEqualTo(Policy.Verdict.NO_ALLOW);
  }

  private static Policy.Verdict judge(String condition) {
    return Policy.parse(
            """
            {"Statement":{"Effect":"Allow","Action":"Execute-Api:Invoke","Resource":"*",\
            "Condition":%s}}\
            """
                .formatted(condition))
        .judge("execute-api:Invoke", "arn", KEYS);
  }
}
