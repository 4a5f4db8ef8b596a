package dev.chatctl.core.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretStoreTest {
  @ParameterizedTest
  @ValueSource(strings = {FakeSecrets.SECRET_ARN, FakeSecrets.PARAMETER_ARN})
  void keepsTheSecretBeforeTheCurrentOne(String arn) throws Exception {
    try (var fake = FakeSecrets.start()) {
      var store = SecretStore.of(arn, Optional.of(fake.endpoint()));
      fake.put("one");
      assertThat(values(store)).containsExactly("one");
      fake.put("two");
      assertThat(values(store)).containsExactly("two", "one");
      fake.put("three");
      assertThat(values(store)).containsExactly("three", "two");
    }
  }

  @Test
  void tellsWhatTheServiceAnswered() throws Exception {
    try (var fake = FakeSecrets.start()) {
      var other = SecretStore.of(FakeSecrets.SECRET_ARN + "x", Optional.of(fake.endpoint()));
      assertThatThrownBy(() -> values(other))
          .isInstanceOf(ServiceFailure.class)
          .hasMessageContaining("GetSecretValue was answered 400 ResourceNotFoundException");
    }
  }

  private static List<String> values(SecretStore store) {
    return Futures.await(store.values());
  }
}
