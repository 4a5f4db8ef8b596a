package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.description.ChatProtocol;
import dev.chatctl.loadtest.calibration.BroadcastServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protocols that are classes of somebody else's jar. */
class ProtocolsInJavaTest {
  private static final String SERVICE = "META-INF/services/" + ChatProtocol.class.getName();

  /** Texts go to and fro backwards, which no description can say; the marker with them. */
  private static final String BACKWARDS =
      """
      import dev.chatctl.description.*;
      import java.util.List;
      import java.util.Optional;
      import java.util.Set;

      public class NAME implements ChatProtocol {
        @Override
        public String name() {
          return "backwards";
        }

        @Override
        public Set<String> values() {
          return Set.of("client.user");
        }

        @Override
        public Optional<Opening> open(Client client) {
          client.send(OutgoingFrame.text("hello " + client.value("client.user").orElseThrow()));
          return Optional.of(
              frame -> {
                client.keep("greeting", frame.text());
                return frame.text().startsWith("hello");
              });
        }

        @Override
        public OutgoingFrame say(String text, Variables client) {
          if (client.value("got.greeting").isEmpty()) {
            throw new IllegalStateException("not greeted");
          }
          return OutgoingFrame.text("said " + new StringBuilder(text).reverse());
        }

        @Override
        public Meaning hear(IncomingFrame frame) {
          return frame.text().startsWith("said ")
              ? Meaning.messages(
                  List.of(new StringBuilder(frame.text().substring(5)).reverse().toString()))
              : Meaning.of(Meaning.Kind.IGNORED);
        }
      }
      """;

  @TempDir private Path folder;
  private final Cli cli = new Cli();

  /** A jar of one class, made of that source. */
  private Path jar(String name, String source, String provider) throws IOException {
    Path classes = Files.createDirectories(folder.resolve(name));
    Path file = Files.writeString(classes.resolve(name + ".java"), source.replace("NAME", name));
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                file.toString());
    assertThat(compiled).isZero();
    Path jar = folder.resolve(name + ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new JarEntry(name + ".class"));
      entries.write(Files.readAllBytes(classes.resolve(name + ".class")));
      if (!provider.isEmpty()) {
        entries.putNextEntry(new JarEntry(SERVICE));
        entries.write(provider.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  private int run(Object classPath, String chat, String... more) throws IOException {
    Path feeder = Files.writeString(folder.resolve("clients.csv"), "user\nann\n");
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      List<Object> args = new ArrayList<>(List.of("loadtest", "broadcast", "--chat", chat));
      args.addAll(List.of("--classpath", classPath, "--feeder", feeder, "--feeder-cycle"));
      args.addAll(List.of("--url", server.url(), "--out", folder.resolve("results")));
      args.addAll(List.of("--clients", 4, "--messages", 5, "--rate", 20, "--warm-up", 2));
      args.addAll(List.of("--linger", "200ms", "--deadline", 5));
      args.addAll(List.of((Object[]) more));
      return cli.run(args.toArray());
    }
  }

  private JsonNode summary() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("results/summary.json").toFile());
  }

  @Test
  void areAccountedForAsDescriptionsAre() throws IOException {
    Path jar = jar("Backwards", BACKWARDS, "Backwards");

    cli.delivered(run(jar, "backwards"));

    assertThat(summary().path("received").asInt()).isEqualTo(20);
    assertThat(summary().path("strangers")).isEmpty();
  }

  @Test
  void areHandedToTheProcessesOfARun() throws IOException {
    Path jar = jar("Backwards", BACKWARDS, "Backwards");

    cli.delivered(run(jar, "backwards", "--shards", "2"));

    assertThat(summary().path("received").asInt()).isEqualTo(20);
  }

  @Test
  void anExceptionEndsTheRunWithItsReason() throws IOException {
    String broken = BACKWARDS.replace("isEmpty()", "isPresent()").replace("greeted", "in\\nmood");

    assertThat(run(jar("Broken", broken, "Broken"), "backwards")).isEqualTo(5);

    assertThat(summary().path("stopped").asText())
        .isEqualTo("backwards, saying: java.lang.IllegalStateException: not in\\nmood");
    assertThat(cli.err()).doesNotContain("\tat ");
  }

  @Test
  void whatIsNoJarIsTold() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "no jar");

    assertThat(run(text, "backwards")).isEqualTo(2);
    assertThat(run(folder.resolve("none.jar"), "backwards")).isEqualTo(2);
    assertThat(run(jar("Silent", BACKWARDS, ""), "backwards")).isEqualTo(2);

    assertThat(cli.err())
        .contains("--classpath: " + text + " (expected: a jar, or a folder of classes; ")
        .contains("none.jar (expected: a jar, or a folder of classes; there is no such file)")
        .contains("--classpath: no protocol there (expected: " + SERVICE + " in it")
        .doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource({
    "Absent, class NAME {}, ChatProtocol: Provider Absent not found",
    "Other, class NAME {}, ChatProtocol: Other not a subtype",
    "Hidden, class NAME implements ChatProtocol {, Unable to get public no-arg constructor",
    "Sad, public class NAME implements ChatProtocol { { sad(); }, IllegalStateException: sad",
    "Nameless, public class NAME implements ChatProtocol {, has the name null (expected: a word"
  })
  void aProviderThatIsNoneIsTold(String provider, String declaration, String reason)
      throws IOException {
    String name = provider.equals("Absent") ? "Present" : provider;
    String body =
        "public String name() { return null; }"
            + " static void sad() { throw new"
            + " IllegalStateException(\"sad\"); } public OutgoingFrame say(String t, Variables c) {"
            + " return OutgoingFrame.text(t); } }";
    String source =
        "import dev.chatctl.description.*; "
            + declaration
            + (declaration.contains("implements") ? body : "");

    assertThat(run(jar(name, source, provider), "backwards")).isEqualTo(2);

    assertThat(cli.err()).contains("--classpath: ").contains(reason).doesNotContain("\tat ");
  }

  @Test
  void oneNameIsOneProtocols() throws IOException {
    Path one = jar("One", BACKWARDS, "One");
    Path two = jar("Two", BACKWARDS, "Two");
    Path shipped = jar("Shipped", BACKWARDS.replace("\"backwards\"", "\"stomp\""), "Shipped");

    assertThat(run(one + java.io.File.pathSeparator + two, "backwards")).isEqualTo(2);
    assertThat(run(shipped, "stomp")).isEqualTo(2);
    assertThat(run(one, "backward")).isEqualTo(2);

    assertThat(cli.err())
        .contains("--chat: backwards is the name of One and Two (expected: of one only)")
        .contains("--chat: stomp is the name of Shipped and a shipped description")
        .contains("--chat: backward (expected: a file, a shipped description, or of the class path")
        .contains("hint: did you mean backwards?");
  }

  @Test
  void whatAProtocolCannotDoWithoutIsAskedFor() throws IOException {
    Path jar = jar("Backwards", BACKWARDS.replace("client.user", "client.badge"), "Backwards");

    assertThat(run(jar, "backwards")).isEqualTo(2);

    assertThat(cli.err())
        .contains("${client.badge} in backwards: no value (expected: a column badge in --feeder");
  }
}
