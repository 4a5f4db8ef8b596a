package dev.chatctl.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.gateway.authorizer.Policy;
import dev.chatctl.gateway.route.WebSocketApi;
import dev.chatctl.gateway.signature.SigV4;
import dev.chatctl.gateway.signature.Signatures;
import dev.chatctl.gateway.signature.Signer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Handshakes and calls that the AWS SDK's own signer signed, and the bodies of the refusals. */
class SignatureWireTest {
  private static final String ARN = "arn:aws:execute-api:us-east-1:123456789012:local00000/local/";
  private static final String USER = "arn:aws:iam::123456789012:user/";

  private Gateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway =
        Gateway.start(
            WebSocketApi.builder().accountId("123456789012").iamAuthorized(true).build(),
            GatewaySettings.defaults().withSignatures(signers()));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private static Signatures signers() {
    return new SigV4(
        List.of(
            new Signer("MAY", "secret", USER + "may", Policy.ALLOW_ALL),
            new Signer("MAYNOT", "secret", USER + "maynot", policy("Allow", "nothing", "")),
            new Signer("DENIED", "secret", USER + "denied", policy("Deny", ARN + "*", "")),
            new Signer(
                "HERE", "secret", USER + "here", policy("Allow", ARN + "*", ip("127.0.0.0/8"))),
            new Signer(
                "ELSEWHERE", "secret", USER + "x", policy("Allow", ARN + "*", ip("10.0.0.0/8")))),
        Clock.systemUTC());
  }

  private static Policy policy(String effect, String resource, String condition) {
    return Policy.parse(
        "{\"Statement\":{\"Effect\":\"%s\",\"Action\":\"execute-api:*\",\"Resource\":\"%s\"%s}}"
            .formatted(effect, resource, condition));
  }

  private static String ip(String range) {
    return ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"" + range + "\"}}";
  }

  @ParameterizedTest
  @CsvSource({"HEADER", "QUERY_STRING"})
  void aSignedHandshakeIsAccepted(AuthLocation where) throws Exception {
    assertThat(handshake("MAY", "secret", where)).startsWith("HTTP/1.1 101 ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAY | wrong | HEADER | The request signature we calculated does not match the signature"
            + " you provided. Check your AWS Secret Access Key and signing method. Consult the"
            + " service documentation for details.",
        "MAY | wrong | QUERY_STRING | The request signature we calculated does not match the"
            + " signature you provided. Check your AWS Secret Access Key and signing method."
            + " Consult the service documentation for details.",
        "NOBODY | secret | HEADER | The security token included in the request is invalid.",
        "MAYNOT | secret | QUERY_STRING | User is not authorized to access this resource because no"
            + " identity-based policy allows the execute-api:Invoke action",
        "DENIED | secret | HEADER | User is not authorized to access this resource with an explicit"
            + " deny in an identity-based policy",
        "ELSEWHERE | secret | HEADER | User is not authorized to access this resource because no"
            + " identity-based policy allows the execute-api:Invoke action"
      })
  void aHandshakeThatIsNotAllowedIs403(
      String key, String secret, AuthLocation where, String message) throws Exception {
    assertThat(handshake(key, secret, where))
        .startsWith("HTTP/1.1 403 ")
        .contains("{\"message\":\"" + message + "\",\"connectionId\":\"", "==\",\"requestId\":\"");
  }

  @Test
  void anUnsignedHandshakeIs403MissingAuthenticationToken() throws Exception {
    assertThat(answer(RawSocket.handshake("/local")))
        .startsWith("HTTP/1.1 403 ")
        .contains("{\"message\":\"Missing Authentication Token\",\"connectionId\":\"");
  }

  @Test
  void aConditionOnTheSourceAddressIsJudged() throws Exception {
    assertThat(handshake("HERE", "secret", AuthLocation.HEADER)).startsWith("HTTP/1.1 101 ");
  }

  @Test
  void aDeniedCallIs403WithACapitalMessageAMaskedAccountAndAPlaceholderForTheId() throws Exception {
    String uri = "/local/@connections/gbik1K9kzQAYKEilnA%3D%3D";
    StringBuilder request = new StringBuilder("GET " + uri + " HTTP/1.1\r\n");
    signed(uri, "MAYNOT", "secret", AuthLocation.HEADER)
        .forEachHeader((name, values) -> request.append(name + ": " + values.getFirst() + "\r\n"));
    assertThat(answer(request + "\r\n"))
        .startsWith("HTTP/1.1 403 ")
        .contains("x-amzn-ErrorType: AccessDeniedException\r\n")
        .endsWith(
            """
            {"Message":"User: arn:aws:iam::123456789012:user/maynot is not authorized to perform: \
            execute-api:ManageConnections on resource: arn:aws:execute-api:us-east-1:********9012:\
            local00000/local/GET/@connections/{connectionId} because no identity-based policy \
            allows the execute-api:ManageConnections action"}\
            """);
  }

  @Test
  void anApiThatAsksForSignaturesNeedsSomebodyWhoChecksThem() {
    WebSocketApi api = WebSocketApi.builder().iamAuthorized(true).build();
    assertThatThrownBy(() -> Gateway.start(api, GatewaySettings.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("signatures: none");
  }

  private String handshake(String key, String secret, AuthLocation where) throws Exception {
    SdkHttpRequest signed = signed("/local", key, secret, where);
    String uri = "/local" + signed.encodedQueryParameters().map(query -> "?" + query).orElse("");
    List<String> headers = new ArrayList<>();
    signed.forEachHeader(
        (name, values) -> {
          if (!name.equalsIgnoreCase("host")) {
            headers.add(name + ": " + values.getFirst());
          }
        });
    String host = "Host: 127.0.0.1:" + gateway.port();
    return answer(
        RawSocket.handshake(uri, headers.toArray(String[]::new)).replace("Host: h", host));
  }

  private SdkHttpRequest signed(String path, String key, String secret, AuthLocation where) {
    SdkHttpRequest request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.GET)
            .protocol("http")
            .host("127.0.0.1")
            .port(gateway.port())
            .encodedPath(path)
            .build();
    return AwsV4HttpSigner.create()
        .sign(
            sign -> {
              sign.identity(AwsCredentialsIdentity.create(key, secret))
                  .request(request)
                  .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                  .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                  .putProperty(HttpSigner.SIGNING_CLOCK, Clock.systemUTC())
                  .putProperty(AwsV4HttpSigner.AUTH_LOCATION, where);
              if (where == AuthLocation.QUERY_STRING) {
                sign.putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(1));
              }
            })
        .request();
  }

  /** The head and, of a refusal, the body. */
  private String answer(String request) throws Exception {
    try (RawSocket raw = new RawSocket(gateway).send(request.getBytes(UTF_8))) {
      return raw.answer();
    }
  }
}
