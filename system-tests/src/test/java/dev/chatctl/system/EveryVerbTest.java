package dev.chatctl.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.chatctl.cli.testing.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What all verbs of all rooms have in common, each started as people start it. The verbs are those
 * that help lists, so that a new one is tried as well.
 */
class EveryVerbTest {
  private static final Pattern LIST =
      Pattern.compile("^(?:Verbs|Scenarios|Commands):\\n((?: +\\S.*\\n?)+)", Pattern.MULTILINE);

  private static final Pattern LISTED = Pattern.compile("^  ([a-z-]+)", Pattern.MULTILINE);

  /** What a verb needs in order to do something, or to fail at it: by the stack that runs. */
  private static final Map<String, String> NEEDS =
      Map.ofEntries(
          Map.entry("get", "AAAAAAAAAAAAAAA="),
          Map.entry("post", "AAAAAAAAAAAAAAA= hello"),
          Map.entry("broadcast", "hello"),
          Map.entry("kick", "AAAAAAAAAAAAAAA="),
          Map.entry("history", "lobby"),
          Map.entry("chat", "-x hello"),
          Map.entry("describe", "envelope"),
          Map.entry("context add", "prod --region eu-central-1"),
          Map.entry("context use", "local"),
          Map.entry("context remove", "nobody"),
          Map.entry("local", "--port 99999"),
          Map.entry("demo", "--clients 0"),
          Map.entry("demo chat", "--pause 1ms"),
          Map.entry("loadtest broadcast", "--url wss://... --clients 2 --messages 2 --warm-up 0"),
          Map.entry(
              "loadtest soak",
              "--url wss://... --clients 2 --rate 2/s:1s --payload 1KiB --deadline 30s"
                  + " --keep-alive 5m"),
          Map.entry("loadtest merge", "nothing --into merged"),
          Map.entry("loadtest compare", "--base nothing --new nothing"),
          Map.entry("loadtest calibrate", "--clients 0"),
          Map.entry("loadtest init", "project"),
          Map.entry("dashboard preview", "--out preview.json"));

  /** What prints a text that is none of the formats: an explanation, a script, a conversation. */
  private static final Set<String> TEXTS = Set.of("help", "completion", "chat", "demo chat");

  private static final String SCENARIO = "--url ws://127.0.0.1:1/";

  @TempDir private static Path folder;
  private static LaunchedCommands launched;
  private static List<Verb> verbs;

  /** A verb, below another or not, with what its help says. */
  private record Verb(String name, String help) {
    /** Whether it works on a chat that options choose. */
    boolean isOperators() {
      return help.contains("--local, --context ...");
    }

    String command() {
      String needs = NEEDS.getOrDefault(name, name.startsWith("loadtest ") ? SCENARIO : "");
      return "%s %s %s".formatted(name, needs, isOperators() ? "--local" : "");
    }
  }

  /** A command's end and its streams. */
  private record Ended(int exit, String out, String err) {}

  @BeforeAll
  static void startTheLocalStack() throws Exception {
    launched = new LaunchedCommands(folder);
    launched.startLocalStack();
    verbs = below("");
    // The help of demo, which is of two rooms, lists what is below it in one.
    verbs.addAll(below("demo chat"));
  }

  @AfterAll
  static void stopTheLocalStack() throws IOException {
    launched.close();
  }

  /** The verbs below one, theirs first. */
  private static List<Verb> below(String name) throws Exception {
    Ended help = run(name + " --help");
    assertThat(help.exit()).as(help.err()).isZero();
    var found = new ArrayList<Verb>();
    List<String> names =
        LIST.matcher(help.out())
            .results()
            .flatMap(list -> LISTED.matcher(list.group(1)).results())
            .map((MatchResult listed) -> (name + " " + listed.group(1)).strip())
            .toList();
    for (String sub : names) {
      found.addAll(below(sub));
    }
    // What only gathers others says which one is missing.
    if (names.isEmpty() || NEEDS.containsKey(name)) {
      found.add(new Verb(name, help.out()));
    }
    return found;
  }

  @Test
  void allRoomsHaveSome() {
    assertThat(verbs.stream().map(Verb::name))
        .contains("list", "context add", "local", "demo", "loadtest soak", "dashboard check")
        .containsAll(NEEDS.keySet());
  }

  @TestFactory
  Stream<DynamicTest> helpTellsOfTheCommonOptions() {
    return each(
        verb ->
            assertThat(verb.help())
                .containsAnyOf(
                    "Also all options of chatctl", "Also the options that all", "--quiet")
                .contains("-o"));
  }

  @TestFactory
  Stream<DynamicTest> theCommonOptionsMeanTheSame() {
    return each(
        verb -> {
          Ended ended =
              run(verb.command() + " -o json -q --debug --no-input --color never --timeout 1m");

          assertThat(ended.exit()).as(ended.toString()).isIn(0, 2, 3, 4, 5, 6);
          if (!TEXTS.contains(verb.name())) {
            assertThatCode(() -> readJson(ended.out())).as(ended.out()).doesNotThrowAnyException();
          }
          if (ended.exit() == 0) {
            assertThat(ended.err()).isEmpty();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> aBadValueIsToldWithTheRule() {
    return each(
        verb -> {
          Ended ended = run(verb.command() + " -o json --timeout 3parsecs");

          assertThat(ended.exit()).as(ended.err()).isEqualTo(2);
          assertThat(ended.out()).isEmpty();
          assertThat(ended.err())
              .startsWith("error: ")
              .contains("--timeout", "3parsecs", "expected: such as 500ms")
              .doesNotContain("Exception", "\tat ");
        });
  }

  private interface Check {
    void of(Verb verb) throws Exception;
  }

  private static Stream<DynamicTest> each(Check check) {
    return verbs.stream().map(verb -> dynamicTest(verb.name(), () -> check.of(verb)));
  }

  private static Ended run(String arguments) throws Exception {
    Path err = Files.createTempFile(folder, "err", ".txt");
    Finished ended = launched.run("./chatctl " + arguments + " 2>" + err);
    return new Ended(ended.exitCode(), ended.output(), Files.readString(err));
  }

  /** One document, or nothing. */
  private static void readJson(String text) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(text)) {
      json.nextToken();
      json.skipChildren();
      assertThat(json.nextToken()).isNull();
    }
  }
}
