package dev.chatctl.gateway.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.gateway.authorizer.Policy;
import dev.chatctl.gateway.signature.Signatures.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures that are right as such, of claims that may not be. */
class SigV4Test {
  private static final String ARN = "arn:aws:execute-api:eu-west-1:123456789012:a/local/$connect";
  private static final String SCOPE = "20261120/eu-west-1/execute-api/aws4_request";
  private static final String DATE = "20261120T120000Z";
  private static final SigV4 SIGNATURES =
      new SigV4(
          List.of(new Signer("MAY", "secret", "arn:may", Policy.ALLOW_ALL)),
          InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z")));

  @ParameterizedTest
  @CsvSource({
    "20261120/eu-west-1/execute-api/aws4_request, host;x-amz-date, true",
    "20261120/us-east-1/execute-api/aws4_request, host;x-amz-date, false",
    "20261120/eu-west-1/dynamodb/aws4_request,    host;x-amz-date, false",
    "20261119/eu-west-1/execute-api/aws4_request, host;x-amz-date, false",
    "20261120/eu-west-1/execute-api/aws5_request, host;x-amz-date, false",
    "20261120/eu-west-1/execute-api/aws4_request, x-amz-date,      false"
  })
  void itIsForThisServiceInThisRegionOnItsDayAndCoversTheHost(
      String scope, String signedHeaders, boolean accepted) {
    Claim claim = Claim.of(request(scope, signedHeaders, "none")).orElseThrow();
    String signature =
        CanonicalRequest.of(request(scope, signedHeaders, "none"), claim).signature("secret");
    assertThat(
            SIGNATURES.verify(request(scope, signedHeaders, signature), "execute-api:Invoke", ARN)
                instanceof Signatures.Verdict.Accepted)
        .isEqualTo(accepted);
  }

  @Test
  void parametersAreSortedByNameAndThenByValue() {
    SignedRequest request =
        new SignedRequest("GET", "/local?a1=2&b&a=3&a=1", Map.of(), new byte[0], "-");
    Claim claim = Claim.of(request("d/r/s/aws4_request", "host", "none")).orElseThrow();
    assertThat(CanonicalRequest.of(request, claim).text()).contains("\na=1&a=3&a1=2&b=\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "604800"})
  void aSignatureInTheQueryIsGoodForAWeekAtMost(String seconds) {
    assertThat(Claim.of(presigned(seconds))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "604801", "9223372036854775807", "soon"})
  void anyOtherTimeMakesItNone(String seconds) {
    assertThat(SIGNATURES.verify(presigned(seconds), "execute-api:Invoke", ARN))
        .isInstanceOf(Signatures.Verdict.Mismatch.class);
    assertThat(Claim.of(presigned(seconds))).isEmpty();
  }

  @Test
  void aRequestWithoutASignatureIsToldFromOneWhoseSignatureCannotBeRead() {
    assertThat(verdict("/local", Map.of())).isEqualTo(new Verdict.Missing());
    assertThat(verdict("/local?a=X-Amz-Signature", Map.of())).isEqualTo(new Verdict.Missing());
    assertThat(verdict("/local?X-Amz-Signature=1", Map.of())).isEqualTo(new Verdict.Mismatch());
    assertThat(verdict("/local", Map.of("authorization", List.of("Bearer x"))))
        .isEqualTo(new Verdict.Mismatch());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Credential", "SignedHeaders", "Signature"})
  void eachPartOfAHeaderIsNeeded(String part) {
    SignedRequest right = request(SCOPE, "host", "none");
    String header = authorization(SCOPE, "host", "none").replace(part + "=", "Other=");
    assertThat(Claim.of(right)).isPresent();
    assertThat(
            verdict(
                right.uri(), Map.of("Authorization", List.of(header), "X-Amz-Date", List.of(DATE))))
        .isEqualTo(new Verdict.Mismatch());
  }

  @Test
  void aDateThatIsOnlyPartOfTheHeaderIsNone() {
    String header = authorization(SCOPE, "host", "none") + ", Date=" + DATE;
    assertThat(verdict("/local", Map.of("Authorization", List.of(header))))
        .isEqualTo(new Verdict.Mismatch());
  }

  @ParameterizedTest
  @CsvSource({
    "/20261120/eu-west-1/execute-api/aws4_request, UnknownKey",
    "NOBODY/20261120/eu-west-1/execute-api/aws4_request, UnknownKey",
    "MAY/eu-west-1/execute-api/aws4_request, Mismatch",
    "MAY, Mismatch",
    "MAY/%zz/eu-west-1/execute-api/aws4_request, Mismatch"
  })
  void aCredentialIsAKeyAndAScope(String credential, String verdict) {
    String uri = presigned("60").uri().replace("MAY/" + SCOPE, credential);
    assertThat(verdict(uri, Map.of())).hasToString(verdict + "[]");
  }

  @Test
  void aQueryWithoutATimeToLiveIsGoodForFiveMinutes() {
    String uri = presigned("60").uri().replace("&X-Amz-Expires=60", "");
    SignedRequest request = new SignedRequest("GET", uri, Map.of(), new byte[0], "-");
    assertThat(Claim.of(request).orElseThrow().expires()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aSignerHasAKeyAndASecretThatIsNotShown() {
    assertThat(new Signer("MAY", "secret", "arn:may", Policy.ALLOW_ALL))
        .hasToString("Signer[MAY, arn:may]");
    assertThatThrownBy(() -> new Signer("", "secret", "arn:may", Policy.ALLOW_ALL))
        .hasMessage("access key: empty (expected: a key id and a secret)");
    assertThatThrownBy(() -> new Signer("MAY", "", "arn:may", Policy.ALLOW_ALL))
        .hasMessage("access key: empty (expected: a key id and a secret)");
  }

  private static Verdict verdict(String uri, Map<String, List<String>> headers) {
    return SIGNATURES.verify(
        new SignedRequest("GET", uri, headers, new byte[0], "-"), "execute-api:Invoke", ARN);
  }

  private static SignedRequest request(String scope, String signedHeaders, String signature) {
    return new SignedRequest(
        "GET",
        "/local",
        Map.of(
            "Host",
            List.of("h"),
            "X-Amz-Date",
            List.of("20261120T120000Z"),
            "Authorization",
            List.of(authorization(scope, signedHeaders, signature))),
        new byte[0],
        "-");
  }

  private static String authorization(String scope, String signedHeaders, String signature) {
    return "AWS4-HMAC-SHA256 Credential=MAY/%s, SignedHeaders=%s, Signature=%s"
        .formatted(scope, signedHeaders, signature);
  }

  private static SignedRequest presigned(String expires) {
    return new SignedRequest(
        "GET",
        "/local?X-Amz-Credential=MAY/20261120/eu-west-1/execute-api/aws4_request"
            + "&X-Amz-Date=20261120T120000Z&X-Amz-SignedHeaders=host&X-Amz-Signature=none"
            + "&X-Amz-Expires="
            + expires,
        Map.of("Host", List.of("h")),
        new byte[0],
        "-");
  }
}
