package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.gateway.Functions.Recorder;
import dev.chatctl.gateway.authorizer.Policy;
import dev.chatctl.gateway.route.WebSocketApi;
import dev.chatctl.gateway.signature.SigV4;
import dev.chatctl.gateway.signature.Signer;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ForbiddenException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GetConnectionResponse;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

/** The AWS SDK for Java as the caller, signatures verified. */
class SdkTest {
  private static final String UNKNOWN = "gbik1K9-_QAYKEilnA==";
  private static final Policy NOTHING =
      Policy.parse(
          """
          {"Statement":{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"*"}}\
          """);

  private final Recorder connect = new Recorder();
  private Gateway gateway;
  private Client client;
  private String id;

  @BeforeEach
  void open() throws Exception {
    SigV4 signatures =
        new SigV4(
            List.of(
                new Signer("AKID", "secret", "arn:aws:iam::000000000000:user/me", Policy.ALLOW_ALL),
                new Signer("POOR", "secret", "arn:aws:iam::000000000000:user/poor", NOTHING)),
            Clock.systemUTC());
    gateway =
        Gateway.start(
            WebSocketApi.builder().route("$connect", connect).build(),
            GatewaySettings.defaults().withSignatures(signatures));
    client = Client.connect(gateway.webSocketUrl());
    id = Functions.json(connect.next()).get("requestContext").get("connectionId").asText();
  }

  @AfterEach
  void close() {
    client.close();
    gateway.close();
  }

  @Test
  void postsGetsAndDeletes() throws Exception {
    try (ApiGatewayManagementApiClient sdk = sdk("AKID", "secret")) {
      sdk.postToConnection(post -> post.connectionId(id).data(SdkBytes.fromUtf8String("hello")));
      assertThat(client.next()).isEqualTo("hello");
      GetConnectionResponse found = sdk.getConnection(get -> get.connectionId(id));
      assertThat(found.identity().sourceIp()).isEqualTo("127.0.0.1");
      assertThat(found.lastActiveAt()).isAfterOrEqualTo(found.connectedAt());
      sdk.deleteConnection(delete -> delete.connectionId(id));
      assertThat(client.closing()).isEqualTo("1000 Connection Closed Normally");
    }
  }

  @Test
  void a410IsAGoneException() {
    try (ApiGatewayManagementApiClient sdk = sdk("AKID", "secret")) {
      assertThatThrownBy(() -> sdk.getConnection(get -> get.connectionId(UNKNOWN)))
          .isInstanceOf(GoneException.class);
    }
  }

  @Test
  void a413IsAGenericExceptionWithItsStatus() {
    try (ApiGatewayManagementApiClient sdk = sdk("AKID", "secret")) {
      SdkBytes big = SdkBytes.fromByteArray(new byte[128 * 1024 + 1]);
      assertThatThrownBy(() -> sdk.postToConnection(post -> post.connectionId(id).data(big)))
          .isExactlyInstanceOf(ApiGatewayManagementApiException.class)
          .hasMessageContaining("413");
    }
  }

  @Test
  void aWrongSecretAnUnknownKeyAndAPoorSignerAreRefused() {
    try (ApiGatewayManagementApiClient wrong = sdk("AKID", "other");
        ApiGatewayManagementApiClient unknown = sdk("NOBODY", "secret");
        ApiGatewayManagementApiClient poor = sdk("POOR", "secret")) {
      assertThatThrownBy(() -> wrong.getConnection(get -> get.connectionId(id)))
          .hasMessageContaining("signature we calculated does not match");
      assertThatThrownBy(() -> unknown.getConnection(get -> get.connectionId(id)))
          .hasMessageContaining("security token included in the request is invalid");
      assertThatThrownBy(() -> poor.getConnection(get -> get.connectionId(id)))
          .isNotInstanceOf(ForbiddenException.class)
          .hasMessageContaining("403");
    }
  }

  @Test
  void anUnsignedCallIs403ButTheFormOfTheIdComesFirst() throws Exception {
    var unsigned = Calls.post(gateway, id, "x");
    assertThat(unsigned.statusCode()).isEqualTo(403);
    assertThat(unsigned.headers().firstValue("x-amzn-errortype"))
        .hasValue("MissingAuthenticationTokenException");
    assertThat(unsigned.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
    assertThat(Calls.post(gateway, "wrong", "x").statusCode()).isEqualTo(400);
    assertThat(Calls.post(gateway, UNKNOWN, "x").statusCode()).isEqualTo(403);
  }

  private ApiGatewayManagementApiClient sdk(String key, String secret) {
    return ApiGatewayManagementApiClient.builder()
        .endpointOverride(gateway.managementEndpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)))
        .httpClientBuilder(AwsCrtHttpClient.builder())
        .build();
  }
}
