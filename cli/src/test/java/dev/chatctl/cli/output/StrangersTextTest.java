package dev.chatctl.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.CommonOptions;
import dev.chatctl.cli.Format;
import dev.chatctl.cli.HostileTexts;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.cli.Program;
import dev.chatctl.cli.Surroundings;
import dev.chatctl.cli.TestTerminal;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Every writer of rows, with all that strangers may be called. */
class StrangersTextTest {
  private static final View<String> VIEW =
      View.of(
          "thing",
          name -> name,
          List.of(
              Column.of("name", name -> name),
              Column.of("names", name -> List.of(name)),
              Column.of("number", name -> -1)));

  private static final String COMPARE =
      """
      import csv, json, subprocess, sys
      expected = json.load(open('expected.json'))
      def jq(file, selection, *options):
          return json.loads(subprocess.run(['jq', '-c', *options, selection, file], check=True, stdout=subprocess.PIPE).stdout)
      def python_yaml(file):
          import yaml
          return [row['name'] for row in yaml.safe_load(open(file, encoding='utf-8'))['things']]
      def separated(file):
          return [row['name'] for row in csv.DictReader(open(file, encoding='utf-8', newline=''))]
      read = {
          'json': lambda file: jq(file, '[.things[].name]'),
          'ndjson': lambda file: jq(file, '[inputs.name]', '-n'),
          'yaml': python_yaml,
          'csv': separated,
      }[sys.argv[1]](sys.argv[2])
      for e, r in zip(expected, read):
          if e != r: print(ascii(e), 'was read as', ascii(r))
      if len(read) != len(expected): print(len(read), 'of', len(expected))
      """;

  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(Format.class)
  void showsNothingATerminalObeys(Format format) {
    String out = run(true, "--color", "never", "-o", name(format));
    assertThat(HostileTexts.obeyed(out, isDocument(format))).isEmpty();
    assertThat(out.lines().count()).isLessThan(2_000);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void showsNothingAFileShouldNotHold(Format format) {
    if (format != Format.CSV) {
      assertThat(HostileTexts.obeyed(run(false, "-o", name(format)), isDocument(format))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JSON", "NDJSON", "YAML", "CSV"})
  @Needs({Need.PYTHON_YAML, Need.JQ})
  void isReadBackAsItWas(Format format) throws Exception {
    Files.writeString(home.resolve("expected.json"), ascii(HostileTexts.ALL));
    Files.writeString(home.resolve("compare.py"), COMPARE);
    Files.writeString(home.resolve("printed"), run(false, "-o", name(format)));
    Process comparison =
        new ProcessBuilder(Need.PYTHON.path().toString(), "compare.py", name(format), "printed")
            .directory(home.toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(comparison.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(comparison.waitFor()).isZero();
  }

  @Test
  void aSpreadsheetComputesNothingIfAsked() {
    String asked = run(false, "-o", "csv", "--no-formulas");
    assertThat(asked)
        .contains("'=cmd|' /C calc'!A1,", "\n'+1,", "\n'-1,", "\n'@SUM(A1),", ",-1\n")
        .doesNotContainPattern("(?m)^[=+@-]");
    assertThat(run(false, "-o", "csv")).contains("\n=cmd|", "\n-1,");
  }

  @Test
  void markupIsTextAndHalvesAreShown() {
    for (String text : Stream.concat(texts(), HostileTexts.HALVES.stream()).toList()) {
      assertThat(PrintableText.markup(text)).doesNotContain("<", ">", "\"", "'");
      assertThat(HostileTexts.obeyed(PrintableText.oneLine(text), false)).isEmpty();
      assertThat(HostileTexts.obeyed(PrintableText.json(text), true)).isEmpty();
      String document = "{\r\n\t\"x\": \"" + text.replaceAll("[\"\\\\\u0000-\u001f]", "") + "\"}";
      assertThat(HostileTexts.obeyed(PrintableText.document(document).replace("\r", ""), true))
          .isEmpty();
      assertThat(PrintableText.script(document)).doesNotContain("<");
    }
  }

  private static boolean isDocument(Format format) {
    return !format.forPeople();
  }

  private static Stream<String> texts() {
    return HostileTexts.ALL.stream();
  }

  private static String ascii(List<String> texts) {
    return texts.stream()
        .map(
            text ->
                text.chars()
                    .mapToObj("\\u%04x"::formatted)
                    .collect(Collectors.joining("", "\"", "\"")))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String name(Format format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  private String run(boolean atTerminal, String... args) {
    var terminal = new TestTerminal(home, StrangersTextTest::print);
    var result = (atTerminal ? terminal.interactive() : terminal).run(args);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out();
  }

  private static int print(Surroundings surroundings, String... args) {
    var invocation = new Invocation(surroundings);
    return new Program(invocation, List.of(), failure -> Optional.empty())
        .run(() -> Program.commandLine(invocation, new PrintCommand(invocation)), args);
  }

  @Command(name = "print")
  private static final class PrintCommand implements Callable<Integer> {
    @Mixin private final CommonOptions options;

    private final Invocation invocation;

    PrintCommand(Invocation invocation) {
      this.invocation = invocation;
      this.options = invocation.options();
    }

    @Override
    public Integer call() {
      RowWriter<String> rows = Rows.writer(invocation, VIEW);
      texts().forEach(rows::row);
      rows.end();
      return options.quiet() ? 1 : 0;
    }
  }
}
