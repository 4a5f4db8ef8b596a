package dev.chatctl.handlers.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.metrics.Dimensions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class KeysTest {
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final JsonLog log =
      new JsonLog(
          new PrintStream(lines, true, StandardCharsets.UTF_8),
          JsonLog.Level.INFO,
          new Dimensions("chat", "dev"),
          InstantSource.system());

  private long now;
  private long fetchTakes = Duration.ofMillis(20).toNanos();
  private int fetches;
  private boolean outage;
  private final Keys keys = new Keys(this::fetch, log, () -> now);

  @Test
  void areFetchedOnceInFiveMinutes() throws Exception {
    JWKSet first = keys.current();
    pass(Duration.ofMinutes(4));
    assertThat(keys.current()).isSameAs(first);
    pass(Duration.ofMinutes(2));
    assertThat(keys.current()).isNotSameAs(first);
  }

  @Test
  void forgedTokensCostAFetchASecondAndNeverHideANewKeyForLonger() throws Exception {
    fetchTakes = Duration.ofMillis(300).toNanos();
    keys.current();
    for (int i = 0; i < 1_000; i++) {
      keys.askAgain();
      pass(Duration.ofMillis(10));
    }
    assertThat(fetches).isBetween(7, 11);
    JWKSet before = keys.current();
    pass(Duration.ofSeconds(1));
    assertThat(keys.askAgain()).isTrue();
    assertThat(keys.current()).isNotSameAs(before);
  }

  @Test
  void outliveAnOutageOfADay() throws Exception {
    JWKSet known = keys.current();
    outage = true;
    for (int minutes = 0; minutes < 23 * 60; minutes++) {
      pass(Duration.ofMinutes(1));
      assertThat(keys.current()).isSameAs(known);
    }
    assertThat(lines.toString(StandardCharsets.UTF_8)).contains("keys_not_fetched", "no route");
    pass(Duration.ofHours(2));
    assertThatThrownBy(keys::current).isInstanceOf(KeySourceException.class);
  }

  @Test
  void areThereASecondAfterAnOutageAtTheStart() throws Exception {
    outage = true;
    fetchTakes = Duration.ofSeconds(3).toNanos();
    assertThatThrownBy(keys::current).isInstanceOf(KeySourceException.class);
    outage = false;
    pass(Duration.ofSeconds(1));
    assertThat(keys.current()).isNotNull();
  }

  @Test
  void aServerInTroubleIsAskedTwiceAMinuteWhileOldKeysServe() throws Exception {
    keys.current();
    outage = true;
    pass(Duration.ofMinutes(5));
    fetches = 0;
    for (int i = 0; i < 6_000; i++) {
      keys.current();
      pass(Duration.ofMillis(10));
    }
    assertThat(fetches).isBetween(1, 2);
  }

  private JWKSet fetch() throws IOException {
    fetches++;
    now += fetchTakes;
    if (outage) {
      throw new IOException("no route");
    }
    return new JWKSet();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
