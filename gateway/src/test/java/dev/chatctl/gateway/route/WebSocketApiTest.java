package dev.chatctl.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.gateway.authorizer.Authorizer;
import dev.chatctl.gateway.event.ApiStage;
import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.invoke.LambdaFunction;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketApiTest {
  private static final LambdaFunction ANY = event -> InvocationResult.returned("{}");

  @ParameterizedTest
  @ValueSource(strings = {"$connect", "$disconnect", "$default", "send", "a/b", "über $ 5"})
  void aKeyIsPredefinedOrDoesNotStartWithADollar(String key) {
    assertThat(WebSocketApi.builder().route(key, ANY).build().route(key)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"$other", "$", "$Connect", ""})
  void anyOtherKeyIsRefused(String key) {
    assertThatThrownBy(() -> WebSocketApi.builder().route(key, ANY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("route key: '" + key + "' (expected: $connect,");
  }

  @Test
  void aKeyIsUsedOnce() {
    assertThatThrownBy(() -> WebSocketApi.builder().route("a", ANY).route("a", ANY))
        .hasMessage("route key: 'a' (expected: used once)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"action\":\"send\"}     | send",
        "{\"action\":\"Send\"}     | $default",
        "{\"action\":\"$connect\"} | $default",
        "no json                   | $default"
      })
  void aMessageGoesToTheExactKeyElseToDefault(String message, String key) {
    WebSocketApi api =
        WebSocketApi.builder()
            .route("$connect", ANY)
            .route("$default", ANY)
            .route("send", ANY)
            .build();
    assertThat(api.select(message)).extracting(Route::key).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "9f51g9pb21, local, us-east-1, 000000000000",
    "local00000, prod, us-east-1, 000000000000",
    "local00000, local, eu-west-1, 000000000000",
    "local00000, local, us-east-1, 123456789012"
  })
  void eachPartOfItsNameIsWhatItWasGiven(
      String apiId, String stage, String region, String accountId) {
    assertThat(
            WebSocketApi.builder()
                .apiId(apiId)
                .stage(stage)
                .region(region)
                .accountId(accountId)
                .build()
                .stage())
        .isEqualTo(new ApiStage(apiId, stage, region, accountId))
        .extracting(at -> at.arn("$connect"))
        .isEqualTo(
            "arn:aws:execute-api:%s:%s:%s/%s/$connect".formatted(region, accountId, apiId, stage));
  }

  @Test
  void eachPartOfItsNameIsChecked() {
    WebSocketApi.Builder api = WebSocketApi.builder();
    assertThatThrownBy(() -> api.apiId("A")).hasMessage("api id: 'A' (expected: [a-z0-9]{1,32})");
    assertThatThrownBy(() -> api.stage("a/b")).hasMessageStartingWith("stage: 'a/b' (expected: ");
    assertThatThrownBy(() -> api.region("")).hasMessageStartingWith("region: '' (expected: ");
    assertThatThrownBy(() -> api.accountId("12"))
        .hasMessage("account id: '12' (expected: [0-9]{12})");
    assertThatThrownBy(() -> api.routeSelectionExpression("$"))
        .hasMessageStartingWith("route selection expression: '$' ");
    assertThat(api.build().stage())
        .isEqualTo(new ApiStage("local00000", "local", "us-east-1", "000000000000"));
  }

  @Test
  void whoAsksForNothingGetsNothing() {
    WebSocketApi api = WebSocketApi.builder().build();
    assertThat(api.authorizer()).isNull();
    assertThat(api.iamAuthorized()).isFalse();
    assertThat(api.stageVariables()).isEmpty();
    assertThat(api.select("{\"action\":\"any\"}")).isNull();
    assertThat(api.route("$connect")).isNull();
  }

  @Test
  void whatItIsGivenItHas() {
    Authorizer authorizer = new Authorizer(ANY);
    Route checked = new Route("checked", ANY, RouteResponse.NONE, "valid"::equals);
    WebSocketApi api =
        WebSocketApi.builder()
            .authorizer(authorizer)
            .iamAuthorized(true)
            .stageVariable("name", "value")
            .lenientJson(true)
            .routeSelectionExpression("$request.body.verb")
            .route("two-way", ANY, RouteResponse.ENABLED)
            .route(checked)
            .build();
    assertThat(api.authorizer()).isSameAs(authorizer);
    assertThat(api.iamAuthorized()).isTrue();
    assertThat(api.stageVariables()).containsExactly(Map.entry("name", "value"));
    assertThat(api.select("{verb:\"two-way\"}")).isSameAs(api.route("two-way"));
    assertThat(api.route("two-way"))
        .isEqualTo(new Route("two-way", ANY, RouteResponse.ENABLED, null));
    assertThat(api.route("checked")).isSameAs(checked);
  }

  @Test
  void theDomainNameIsTheServices() {
    WebSocketApi api = WebSocketApi.builder().apiId("9f51g9pb21").region("eu-west-1").build();
    assertThat(api.stage().domainName())
        .isEqualTo("9f51g9pb21.execute-api.eu-west-1.amazonaws.com");
  }
}
