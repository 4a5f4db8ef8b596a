package dev.chatctl.gateway.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.gateway.authorizer.Policy;
import dev.chatctl.gateway.signature.Signatures.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** What the AWS SDK signed is accepted, and nothing that was changed or kept too long. */
class SignedBySdkTest {
  private static final Instant SIGNED = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration EXPIRES = Duration.ofMinutes(1);
  private static final String ARN = "arn:aws:execute-api:us-east-1:123456789012:a/local/POST/x";

  @ParameterizedTest
  @EnumSource(
      value = AuthLocation.class,
      names = {"HEADER", "QUERY_STRING"})
  void aRequestIsAcceptedAsItWasSigned(AuthLocation where) {
    assertThat(verify(signed(where), SIGNED)).isEqualTo(new Verdict.Accepted("arn:may"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/local/@connections/gbik1K9kzQAYKEilnA%3D%3D",
        "/local/a%20b/~x-y_z.0*(1)",
        "/local/%C3%BC/+",
      })
  void thePathIsEncodedOnceMore(String path) {
    SdkHttpRequest request = sign(SdkHttpMethod.GET, path, Map.of(), "", AuthLocation.HEADER);
    assertThat(verify(of(request, path, ""), SIGNED)).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void headersOfMoreThanOneValueAndWithBlanksAreAccepted() {
    SdkHttpRequest request =
        sign(
            SdkHttpMethod.GET,
            "/local",
            Map.of("X-One", List.of("  a   b "), "X-Two", List.of("1", "2")),
            "",
            AuthLocation.HEADER);
    SignedRequest twice = of(request, "/local", "");
    assertThat(verify(twice, SIGNED)).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void whateverIsChangedMakesItAMismatch() {
    SignedRequest right = signed(AuthLocation.HEADER);
    List<Function<SignedRequest, SignedRequest>> changes =
        List.of(
            r -> new SignedRequest("PUT", r.uri(), r.headers(), r.body(), r.sourceIp()),
            r -> new SignedRequest(r.method(), r.uri() + "1", r.headers(), r.body(), r.sourceIp()),
            r -> new SignedRequest(r.method(), "/x?a=1", r.headers(), r.body(), r.sourceIp()),
            r -> new SignedRequest(r.method(), r.uri(), r.headers(), bytes("no"), r.sourceIp()),
            r -> with(r, "Host", "elsewhere"),
            r -> with(r, "X-Amz-Date", "20261120T120001Z"),
            r -> with(r, "X-Extra", "changed"));
    assertThat(verify(right, SIGNED)).isInstanceOf(Verdict.Accepted.class);
    for (var change : changes) {
      assertThat(verify(change.apply(right), SIGNED)).isEqualTo(new Verdict.Mismatch());
    }
  }

  @Test
  void aHeaderThatIsNotSignedMayBeAnything() {
    assertThat(verify(with(signed(AuthLocation.HEADER), "X-Unsigned", "x"), SIGNED))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @ParameterizedTest
  @CsvSource({
    "HEADER, -301, false",
    "HEADER, -300, true",
    "HEADER, 300, true",
    "HEADER, 301, false",
    "QUERY_STRING, -301, false",
    "QUERY_STRING, -300, true",
    "QUERY_STRING, 60, true",
    "QUERY_STRING, 61, false"
  })
  void itIsGoodUntilItExpiresAndForClocksThatGoFiveMinutesWrong(
      AuthLocation where, int secondsLater, boolean good) {
    Verdict verdict = verify(signed(where), SIGNED.plusSeconds(secondsLater));
    assertThat(verdict).isEqualTo(good ? new Verdict.Accepted("arn:may") : new Verdict.Mismatch());
  }

  @Test
  void whoeverIsNotKnownOrMayNotIsToldSo() {
    SignedRequest request = signed(AuthLocation.HEADER);
    assertThat(verify(request, SIGNED, identity("OTHER", "secret", Policy.ALLOW_ALL)))
        .isEqualTo(new Verdict.UnknownKey());
    assertThat(verify(request, SIGNED, identity("MAY", "wrong", Policy.ALLOW_ALL)))
        .isEqualTo(new Verdict.Mismatch());
    assertThat(verify(request, SIGNED, identity("MAY", "secret", policy("Deny"))))
        .isEqualTo(
            new Verdict.Denied("arn:may", true, "of an explicit deny in an identity-based policy"));
    assertThat(verify(request, SIGNED, identity("MAY", "secret", nothing())))
        .isEqualTo(
            new Verdict.Denied(
                "arn:may",
                false,
                "no identity-based policy allows the execute-api:ManageConnections action"));
  }

  private static Policy nothing() {
    return Policy.parse(
        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}");
  }

  private static Policy policy(String effect) {
    return Policy.parse(
        "{\"Statement\":{\"Effect\":\"%s\",\"Action\":\"*\",\"Resource\":\"*\"}}"
            .formatted(effect));
  }

  private static Verdict verify(SignedRequest request, Instant now) {
    return verify(request, now, identity("MAY", "secret", Policy.ALLOW_ALL));
  }

  private static Verdict verify(SignedRequest request, Instant now, Signer signer) {
    return new SigV4(List.of(signer), InstantSource.fixed(now))
        .verify(request, "execute-api:ManageConnections", ARN);
  }

  private static Signer identity(String key, String secret, Policy policy) {
    return new Signer(key, secret, "arn:may", policy);
  }

  private static SignedRequest signed(AuthLocation where) {
    // AWS: a query signs no body, as a handshake has none.
    String body = where == AuthLocation.HEADER ? "body" : "";
    SdkHttpRequest request =
        sign(SdkHttpMethod.POST, "/x", Map.of("X-Extra", List.of("extra")), body, where);
    String query = request.encodedQueryParameters().orElse("");
    return of(request, query.isEmpty() ? "/x" : "/x?" + query, "body");
  }

  private static SignedRequest of(SdkHttpRequest request, String uri, String body) {
    return new SignedRequest(
        request.method().name(), uri, request.headers(), bytes(body), "203.0.113.7");
  }

  private static SignedRequest with(SignedRequest request, String name, String value) {
    Map<String, List<String>> headers = new HashMap<>(request.headers());
    headers.put(name, List.of(value));
    return new SignedRequest(
        request.method(), request.uri(), headers, request.body(), request.sourceIp());
  }

  private static SdkHttpRequest sign(
      SdkHttpMethod method,
      String path,
      Map<String, List<String>> headers,
      String body,
      AuthLocation where) {
    SdkHttpRequest request =
        SdkHttpFullRequest.builder()
            .method(method)
            .protocol("http")
            .host("gateway")
            .encodedPath(path)
            .headers(headers)
            .build();
    return AwsV4HttpSigner.create()
        .sign(
            sign -> {
              sign.identity(AwsCredentialsIdentity.create("MAY", "secret"))
                  .request(request)
                  .payload(ContentStreamProvider.fromUtf8String(body))
                  .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                  .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                  .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(SIGNED, ZoneOffset.UTC))
                  .putProperty(AwsV4HttpSigner.AUTH_LOCATION, where);
              if (where == AuthLocation.QUERY_STRING) {
                sign.putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, EXPIRES);
              }
            })
        .request();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
