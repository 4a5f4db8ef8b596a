package dev.chatctl.core.metrics;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * What a sample of a metric is told apart by in CloudWatch, and what each log line bears.
 *
 * @param service the deployment's name, such as {@code chat}
 * @param stage the API's stage, such as {@code dev}
 */
public record Dimensions(String service, String stage) {
  private static final String SERVICE = "service";
  private static final String STAGE = "stage";

  public static final List<String> NAMES = List.of(SERVICE, STAGE);

  /** As members of an object. */
  public void write(JsonGenerator json) throws IOException {
    json.writeStringField(SERVICE, service);
    json.writeStringField(STAGE, stage);
  }
}
