package dev.chatctl.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.invoke.LambdaFunction;
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

  @Test
  void theDomainNameIsTheServices() {
    WebSocketApi api = WebSocketApi.builder().apiId("9f51g9pb21").region("eu-west-1").build();
    assertThat(api.stage().domainName())
        .isEqualTo("9f51g9pb21.execute-api.eu-west-1.amazonaws.com");
  }
}
