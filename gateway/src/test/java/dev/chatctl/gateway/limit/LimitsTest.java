package dev.chatctl.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
  @Test
  void awsIsOneSwitch() {
    assertThat(Limits.parse("aws")).isEqualTo(Limits.AWS);
    assertThat(Limits.AWS.connects()).isEqualTo(new ThrottleSettings(500, 500));
    assertThat(Limits.AWS.requests()).isEqualTo(new ThrottleSettings(10_000, 5_000));
  }

  @Test
  void whatIsNamedOverridesAndRoutesAreThrottledAlone() {
    assertThat(Limits.parse("aws, connects=100, route:post=0.5/3, route:$default=7"))
        .isEqualTo(
            Limits.AWS
                .withConnects(new ThrottleSettings(100, 100))
                .withRoutes(
                    Map.of(
                        "post",
                        new ThrottleSettings(0.5, 3),
                        "$default",
                        new ThrottleSettings(7, 7))));
    assertThat(Limits.parse("connects=100,aws"))
        .isEqualTo(Limits.AWS.withConnects(new ThrottleSettings(100, 100)));
    assertThat(Limits.parse("")).isEqualTo(Limits.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "as-aws | limit: 'as-aws' (expected: aws, connects=RATE, requests=RATE or route:KEY=RATE)",
        "connects | limit connects: '' (expected: a rate above 0 such as 500 or",
        "requests=0 | limit requests: '0' (expected: a rate above 0",
        "requests=5/0 | limit requests: '5/0' (expected: a rate above 0",
        "requests=5,requests=6 | limit requests: given twice (expected: once)",
        "route:a=5,route:a=6 | limit route:a: given twice (expected: once)",
        "aws,aws | limit aws: given twice (expected: once)",
        "route:=5 | limit: 'route:' (expected:",
        "aws=5 | limit aws: '5' (expected: no value)",
        "requests=x,connects=y | limit connects: 'y'"
      })
  void namesWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> Limits.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
