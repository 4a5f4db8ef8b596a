package dev.chatctl.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.chatctl.core.wire.Dialects;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Where a running local stack is reached: what {@code chatctl local -o json} prints.
 *
 * @param webSocketUrl what clients connect to
 * @param managementEndpoint the endpoint override for SDK clients of {@code @connections}
 * @param dynamoDbEndpoint the endpoint override for SDK clients of DynamoDB
 * @param logsEndpoint the endpoint override for SDK clients of CloudWatch Logs
 * @param pageUrl the chat page
 * @param metricsEndpoint the metrics, as the dashboards' preview reads them
 * @param faultUrl what goes wrong at the gateway: GET tells it, PUT changes it
 * @param tables deployed table names by their names in the definition file
 * @param logGroups the functions' log groups by their names in the definition file, and the API's
 *     under access
 */
public record Addresses(
    URI webSocketUrl,
    URI managementEndpoint,
    URI dynamoDbEndpoint,
    URI logsEndpoint,
    URI pageUrl,
    URI metricsEndpoint,
    URI faultUrl,
    String region,
    Map<String, String> tables,
    Map<String, String> logGroups) {

  public Addresses {
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    logGroups = Collections.unmodifiableMap(new LinkedHashMap<>(logGroups));
  }

  /** One JSON document, ending in a newline. */
  public String toJson() {
    return toJson(OptionalLong.empty());
  }

  /** The same with the process that serves them, which other processes can look for. */
  String toJson(OptionalLong pid) {
    var text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("websocket_url", webSocketUrl.toString());
      json.writeStringField("management_endpoint", managementEndpoint.toString());
      json.writeStringField("dynamodb_endpoint", dynamoDbEndpoint.toString());
      json.writeStringField("logs_endpoint", logsEndpoint.toString());
      json.writeStringField("page_url", pageUrl.toString());
      json.writeStringField("metrics_endpoint", metricsEndpoint.toString());
      json.writeStringField("fault_url", faultUrl.toString());
      json.writeStringField("region", region);
      write(json, "tables", tables);
      write(json, "log_groups", logGroups);
      json.writeArrayFieldStart("dialects");
      for (String dialect : Dialects.names()) {
        json.writeString(dialect);
      }
      json.writeEndArray();
      if (pid.isPresent()) {
        json.writeNumberField("pid", pid.getAsLong());
      }
      json.writeEndObject();
    } catch (IOException e) { // a StringWriter throws none
      throw new UncheckedIOException(e);
    }
    return text + System.lineSeparator();
  }

  private static void write(JsonGenerator json, String name, Map<String, String> members)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> member : members.entrySet()) {
      json.writeStringField(member.getKey(), member.getValue());
    }
    json.writeEndObject();
  }

  /** For a person at a terminal. */
  String toText() {
    return """
    The chat backend is running on this machine. Ctrl-C stops it.

      chat page            %s
      WebSocket URL        %s
      @connections         %s
      DynamoDB             %s
      CloudWatch Logs      %s
      faults (GET, PUT)    %s
      region               %s
      tables               %s

      Try, in another terminal:
        chatctl --local chat --name ann
        chatctl --local list
    """
        .formatted(
            pageUrl,
            webSocketUrl,
            managementEndpoint,
            dynamoDbEndpoint,
            logsEndpoint,
            faultUrl,
            region,
            String.join(", ", tables.values()));
  }
}
