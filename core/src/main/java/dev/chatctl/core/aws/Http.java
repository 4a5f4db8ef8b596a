package dev.chatctl.core.aws;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkBytes;

/** Posts to AWS services. Thread-safe. */
@FunctionalInterface
public interface Http {
  /**
   * Posts once.
   *
   * @param service the name that a signature is for
   * @param patience how long to wait for the answer, once it is the request's turn
   * @return fails if there was none
   */
  CompletableFuture<Answer> post(
      String url, String service, Map<String, String> headers, SdkBytes body, Duration patience);

  /**
   * What a server answered, whatever it was.
   *
   * @param date its clock, as HTTP says it
   */
  record Answer(int status, Optional<String> date, SdkBytes body) {}
}
