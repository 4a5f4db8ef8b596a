package dev.chatctl.dashboard.preview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.core.discovery.LocalStackFile;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.dashboard.JsonTrees;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Where the preview's metrics come from. */
public sealed interface Source {
  /**
   * The metrics from a second on, as the local stack's metrics endpoint tells them.
   *
   * @throws IOException if they cannot be had
   */
  String metrics(long since) throws IOException, InterruptedException;

  /**
   * The log widgets' tables, by query, see {@link LogTables}.
   *
   * @throws IOException if they cannot be had
   */
  JsonNode logs() throws IOException;

  /** Where it is, for people. */
  String place();

  /** The running local stack's metrics and logs endpoints. */
  record Live(URI endpoint, URI logsEndpoint) implements Source {
    private static final HttpClient CLIENT =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    @Override
    public String metrics(long since) throws IOException, InterruptedException {
      var request =
          HttpRequest.newBuilder(URI.create(endpoint + "?since=" + since))
              .timeout(Duration.ofSeconds(10))
              .build();
      return CLIENT.send(request, BodyHandlers.ofString()).body();
    }

    @Override
    public JsonNode logs() throws IOException {
      return LogTables.read(logsEndpoint, Page.bodies());
    }

    @Override
    public String place() {
      return endpoint.toString();
    }
  }

  /** A file that the preview wrote. */
  record Recorded(Path file) implements Source {
    @Override
    public String metrics(long since) throws IOException {
      return Files.readString(file);
    }

    @Override
    public JsonNode logs() throws IOException {
      return JsonTrees.parse(Files.readString(file)).path("logs");
    }

    @Override
    public String place() {
      return file.toString();
    }
  }

  /**
   * The metrics of this user's running local stack.
   *
   * @throws CliException saying what to do if there is none
   */
  static Source running(Map<String, String> environment, String user) throws IOException {
    var file = LocalStackFile.of(environment, user);
    JsonObject json =
        file.read()
            .orElseThrow(
                () ->
                    new CliException(
                        ExitCode.UNAVAILABLE,
                        "no local stack is running",
                        "start one with chatctl local, or read a recording with --from"));
    try {
      return new Live(
          URI.create(json.require("metrics_endpoint")), URI.create(json.require("logs_endpoint")));
    } catch (JsonFormatException e) {
      throw new CliException(
          ExitCode.UNAVAILABLE,
          "the running local stack tells no metrics or logs: " + e.getMessage(),
          "it is an older version: restart it");
    }
  }
}
