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
 * @param pageUrl the chat page
 */
public record Addresses(Api api, Aws aws, URI pageUrl, Controls controls) {

  /**
   * The gateway.
   *
   * @param webSocketUrl what clients connect to
   * @param managementEndpoint the endpoint override for SDK clients of {@code @connections}
   */
  public record Api(URI webSocketUrl, URI managementEndpoint) {}

  /**
   * The services beside it: endpoint overrides for their SDK clients, and what is in them by its
   * name in the definition file.
   *
   * @param tables the deployed tables' names
   * @param logGroups the functions' log groups, and the API's under access
   */
  public record Aws(
      String region,
      URI dynamoDbEndpoint,
      URI logsEndpoint,
      Map<String, String> tables,
      Map<String, String> logGroups) {
    public Aws {
      tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
      logGroups = Collections.unmodifiableMap(new LinkedHashMap<>(logGroups));
    }
  }

  /**
   * What no AWS has.
   *
   * @param metricsEndpoint the metrics, as the dashboards' preview reads them
   * @param faultUrl what goes wrong at the gateway: GET tells it, PUT changes it
   */
  public record Controls(URI metricsEndpoint, URI faultUrl) {}

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
      json.writeStringField("websocket_url", api.webSocketUrl.toString());
      json.writeStringField("management_endpoint", api.managementEndpoint.toString());
      json.writeStringField("dynamodb_endpoint", aws.dynamoDbEndpoint.toString());
      json.writeStringField("logs_endpoint", aws.logsEndpoint.toString());
      json.writeStringField("page_url", pageUrl.toString());
      json.writeStringField("metrics_endpoint", controls.metricsEndpoint.toString());
      json.writeStringField("fault_url", controls.faultUrl.toString());
      json.writeStringField("region", aws.region);
      write(json, "tables", aws.tables);
      write(json, "log_groups", aws.logGroups);
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
            api.webSocketUrl,
            api.managementEndpoint,
            aws.dynamoDbEndpoint,
            aws.logsEndpoint,
            controls.faultUrl,
            aws.region,
            String.join(", ", aws.tables.values()));
  }
}
