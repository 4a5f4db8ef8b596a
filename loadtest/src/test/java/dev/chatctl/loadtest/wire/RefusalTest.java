package dev.chatctl.loadtest.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"v\":1,\"type\":\"error\",\"code\":\"rate_limited\"}",
        "{\"error\": \"Invalid request\", \"message\": \"The requested action is not"
            + " recognized.\"}",
        "{\"message\": \"Internal server error\", \"connectionId\":\"a=\", \"requestId\":\"b=\"}"
      })
  void anErrorIsOne(String frame) {
    assertThat(Refusal.code(Unpooled.copiedBuffer(frame, UTF_8))).isPresent();
  }

  @Test
  void newsIsNone() {
    String joined = "{\"v\":1,\"type\":\"joined\",\"room\":\"lobby\",\"name\":\"guest\"}";
    assertThat(Refusal.code(Unpooled.copiedBuffer(joined, UTF_8))).isEmpty();
  }
}
