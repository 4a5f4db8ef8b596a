package dev.chatctl.dashboard.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.cli.process.ChildProcess;
import dev.chatctl.dashboard.JsonTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes what a source tells now into a file: {@code .html} a page that needs nothing else, {@code
 * .png} a picture of one dashboard, {@code .json} a recording to look at later.
 */
public final class Export {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");

  private final Optional<Path> browser;

  /**
   * Finds a browser for pictures.
   *
   * @param path where programs are looked for, as in the environment's PATH
   */
  public Export(String path) {
    this.browser =
        Arrays.stream(path.split(":"))
            .flatMap(folder -> BROWSERS.stream().map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
  }

  /** Whether there is a browser to draw pictures with. */
  boolean canDraw() {
    return browser.isPresent();
  }

  /**
   * Writes one file.
   *
   * @param dashboard which one a picture shows
   * @throws CliException if the file's name has another ending, or there is no browser
   */
  public void write(Source source, String dashboard, Path file)
      throws IOException, InterruptedException {
    String name = file.toString();
    ObjectNode recording = recording(source);
    if (name.endsWith(".json")) {
      Files.writeString(file, PrintableText.document(recording.toString()));
    } else if (name.endsWith(".html")) {
      Files.writeString(file, Page.recorded(recording));
    } else if (name.endsWith(".png")) {
      picture(Page.recorded(recording), dashboard, file);
    } else {
      throw CliException.usage(
          "--out: " + name + " (expected: .html, .png or .json)", "the ending says what to write");
    }
  }

  /** What the metrics endpoint tells, and the log widgets' tables under {@code logs}. */
  private static ObjectNode recording(Source source) throws IOException, InterruptedException {
    ObjectNode recording = (ObjectNode) JsonTrees.parse(source.metrics(0));
    recording.set("logs", source.logs());
    return recording;
  }

  private void picture(String page, String dashboard, Path file)
      throws IOException, InterruptedException {
    Path program =
        browser.orElseThrow(
            () ->
                CliException.usage(
                    "--out: "
                        + file
                        + " (expected: .html or .json, since a .png needs Chromium on the PATH)",
                    "install Chromium, or name another kind of file"));
    Path folder = Files.createTempDirectory("chatctl-dashboard");
    try {
      Path picture = folder.resolve("picture.png");
      Path html = Files.writeString(folder.resolve("page.html"), page);
      var command =
          Stream.of(
                  program.toString(),
                  "--headless",
                  "--disable-gpu",
                  // Only our own page is opened, and containers allow no sandbox.
                  "--no-sandbox",
                  "--hide-scrollbars",
                  "--user-data-dir=" + folder.resolve("profile"),
                  "--window-size=1400,1900",
                  "--screenshot=" + picture,
                  html.toUri() + "#" + dashboard)
              .toList();
      Path log = folder.resolve("browser.log");
      String complaint = program + " made no picture";
      try (var browsing = ChildProcess.start(new ProcessBuilder(command), complaint, log)) {
        int exitCode = browsing.awaitEnd();
        if (exitCode != 0 || !Files.exists(picture)) {
          throw new IOException(complaint + ", and ended with exit code " + exitCode);
        }
      } catch (CliException e) {
        throw new IOException(e.getMessage(), e); // its log goes with the folder, but for its end
      }
      // Not moved: the file may be a link, and has permissions of its own.
      Files.write(file, Files.readAllBytes(picture));
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // A browser's last process may still write there; the picture is made, or its failure told.
    }
  }
}
