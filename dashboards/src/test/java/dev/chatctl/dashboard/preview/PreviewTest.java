package dev.chatctl.dashboard.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.cli.HostileTexts;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import dev.chatctl.dashboard.JsonTrees;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewTest {
  private static final String METRICS =
      """
      {"bucket_base": 1.02, "zero_bucket": -100000, "series": [
        {"namespace": "AWS/Lambda", "name": "Invocations", "dimensions": {"FunctionName": "chat-connect"},
         "points": [[1000, 2, 2.0, 1.0, 1.0, [0, 2]], [1005, 1, 1.0, 1.0, 1.0, [0, 1]]]}],
       "logs": {"SOURCE 'a'": {"fields": ["@message"], "rows": [["</script><b>markup"]]}}}
      """;

  @TempDir private Path folder;
  private Source recorded;

  @BeforeEach
  void record() throws Exception {
    recorded = new Source.Recorded(Files.writeString(folder.resolve("run.json"), METRICS));
  }

  @Test
  void thePageTheBodiesAndTheMetricsAreServed() throws Exception {
    try (var server = PreviewServer.start(recorded, 0);
        var client = HttpClient.newHttpClient()) {
      assertThat(get(client, server.url()).body()).contains("const RECORDED = null;");
      assertThat(get(client, server.url().resolve("bodies")).body())
          .startsWith("{\"overview\":")
          .contains("\"chat-connect\"");
      assertThat(get(client, server.url().resolve("metrics?since=0")).body()).isEqualTo(METRICS);
      assertThat(get(client, server.url().resolve("logs")).body()).startsWith("{\"SOURCE 'a'\":");
      assertThat(get(client, server.url().resolve("elsewhere")).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void otherSitesAreNotAnswered() throws Exception {
    try (var server = PreviewServer.start(recorded, 0);
        var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(server.url().resolve("metrics?since=0"))
              .header("Origin", "https://evil.example")
              .build();
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).startsWith("Origin: another site");
    }
  }

  @Test
  void aStackThatEndedIsToldOnThePage() throws Exception {
    var gone =
        new Source.Live(URI.create("http://127.0.0.1:1/metrics"), URI.create("http://127.0.0.1:1"));
    try (var server = PreviewServer.start(gone, 0);
        var client = HttpClient.newHttpClient()) {
      var answer = get(client, server.url().resolve("metrics?since=0"));
      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body()).startsWith("http://127.0.0.1:1/metrics: ");
      assertThat(get(client, server.url().resolve("logs")).statusCode()).isEqualTo(502);
    }
  }

  @Test
  void anExportedPageHoldsAllItShows() throws Exception {
    Path html = folder.resolve("page.html");
    new Export("").write(recorded, "overview", html);
    assertThat(Files.readString(html))
        .contains("const RECORDED = {\"bodies\":{\"overview\":")
        .contains("\"bucket_base\":1.02")
        .contains("\\u003c/script>\\u003cb>markup")
        .doesNotContain(" src=", "<link");
  }

  /** In the page's script and in a recording, which is read back to what was logged. */
  @Test
  void whatStrangersLoggedIsTextWhateverItLooksLike() throws Exception {
    List<String> said = new ArrayList<>(HostileTexts.ALL);
    said.add("/*SCRIPT*/ null/*RECORDED*/ /*STYLE*/ <!--<script>");
    String rows =
        said.stream()
            .map(text -> "[" + PrintableText.json(text) + "]")
            .collect(Collectors.joining(","));
    var logged =
        new Source.Recorded(
            Files.writeString(
                folder.resolve("run.json"), METRICS.replace("[\"</script><b>markup\"]", rows)));
    Path json = folder.resolve("again.json");
    Path html = folder.resolve("page.html");
    new Export("").write(logged, "overview", json);
    new Export("").write(logged, "overview", html);

    String page = Files.readString(html);
    assertThat(HostileTexts.obeyed(page, true)).isEmpty();
    assertThat(page.split("<script>", -1)).hasSameSizeAs(Page.live().split("<script>", -1));
    String data = page.split("const RECORDED = ", 2)[1].split(";</script>", 2)[0];
    assertThat(rows(JsonTrees.parse(data).path("metrics"))).isEqualTo(said);
    assertThat(HostileTexts.obeyed(Files.readString(json), true)).isEmpty();
    assertThat(rows(JsonTrees.parse(Files.readString(json)))).isEqualTo(said);
  }

  private static List<String> rows(JsonNode recording) {
    return recording
        .path("logs")
        .path("SOURCE 'a'")
        .path("rows")
        .valueStream()
        .map(row -> row.path(0).asText())
        .toList();
  }

  @Test
  void aPictureNeedsABrowserAndAKnownEndingIsNeeded() {
    assertThatThrownBy(() -> new Export("").write(recorded, "overview", folder.resolve("a.png")))
        .hasMessageContaining("since a .png needs Chromium on the PATH");
    assertThatThrownBy(() -> new Export("").write(recorded, "overview", folder.resolve("a.gif")))
        .hasMessageContaining("expected: .html, .png or .json");
  }

  @Test
  void anEarlierPictureIsNotTakenForWhatAFailedBrowserMade() throws Exception {
    Path browser = Files.writeString(folder.resolve("chromium"), "#!/bin/sh\nexit 3\n");
    Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
    Path picture = Files.writeString(folder.resolve("old.png"), "old");
    var export = new Export(folder.toString());
    assertThatThrownBy(() -> export.write(recorded, "overview", picture))
        .hasMessage(browser + " made no picture, and ended with exit code 3");
    assertThat(picture).hasContent("old");
  }

  @Test
  @Needs(Need.CHROMIUM)
  void aPictureIsDrawnWhereThereIsABrowser() throws Exception {
    var export = new Export(System.getenv("PATH"));
    Path picture = folder.resolve("page.png");
    export.write(recorded, "functions", picture);
    assertThat(Files.size(picture)).isGreaterThan(20_000);
  }

  private static HttpResponse<String> get(HttpClient client, URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
