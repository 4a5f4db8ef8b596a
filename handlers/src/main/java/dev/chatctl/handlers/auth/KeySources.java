package dev.chatctl.handlers.auth;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import dev.chatctl.core.aws.SecretStore;
import dev.chatctl.core.settings.TokenKeys;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where the keys of a deployment come from. */
final class KeySources {
  private static final int CONNECT_MILLIS = 1_000;
  private static final int READ_MILLIS = 2_000;
  private static final int LONGEST_SET = 512 * 1024;

  /** More than a store ever takes to say that it does not answer. */
  private static final int STORE_SECONDS = 8;

  private KeySources() {}

  static Keys.Source of(TokenKeys keys) {
    return switch (keys) {
      case TokenKeys.None none -> JWKSet::new;
      case TokenKeys.Secrets secrets -> () -> set(secrets.values());
      case TokenKeys.StoredSecret stored -> stored(stored);
      case TokenKeys.Published published -> published(published);
    };
  }

  private static Keys.Source published(TokenKeys.Published published) {
    var retriever = new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, LONGEST_SET);
    return () -> {
      URL url = published.url().toURL();
      return JWKSet.parse(retriever.retrieveResource(url).getContent());
    };
  }

  // Made when it is needed: a snapshot must hold neither a connection nor credentials.
  private static Keys.Source stored(TokenKeys.StoredSecret stored) {
    var store = new AtomicReference<@Nullable SecretStore>();
    return () ->
        set(
            requireNonNull(
                    store.updateAndGet(
                        made ->
                            made == null ? SecretStore.of(stored.arn(), stored.endpoint()) : made))
                .values()
                .get(STORE_SECONDS, TimeUnit.SECONDS));
  }

  private static JWKSet set(List<String> secrets) {
    return new JWKSet(secrets.stream().map(KeySources::key).toList());
  }

  private static JWK key(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < TokenKeys.LEAST_BYTES) {
      throw new IllegalStateException(
          "secret: %d bytes (expected: at least %d)"
              .formatted(bytes.length, TokenKeys.LEAST_BYTES));
    }
    return new OctetSequenceKey.Builder(bytes).build();
  }
}
