package dev.chatctl.core.aws;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
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
  record Answer(int status, Optional<String> date, SdkBytes body) {
    /** The body as a JSON object; an empty one if it is none. */
    public JsonObject json() {
      try {
        return Json.parse(body.asByteArrayUnsafe(), Json::document);
      } catch (JsonFormatException e) {
        return JsonObject.EMPTY; // what stands between us and the service has its own format
      }
    }
  }
}
