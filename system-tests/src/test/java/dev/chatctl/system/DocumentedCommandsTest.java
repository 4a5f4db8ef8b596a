package dev.chatctl.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.testing.Finished;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command that README, CONTRIBUTING and docs show runs as it is shown. The measurements of
 * docs/benchmarks.md take minutes each and a machine with nothing else to do: they are run with
 * {@code -Ddocumented.measurements=true} only.
 */
class DocumentedCommandsTest {
  /** Commands that are not run here, by how they begin, and what runs them. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("make check", "the formatter, which needs the project's own folder"),
          Map.entry("make dependencies", "whoever looks for newer ones, since it needs a network"),
          Map.entry("make mutants", "builds the project's own folder, minutes each"),
          Map.entry("mvn verify", "runs this test"),
          Map.entry("mvn test -pl web", "a measurement and the pictures, minutes each"),
          Map.entry("mvn -q package -pl handlers", "a part of the build that runs this test"),
          Map.entry("cd infra/terraform", "MotoTest"),
          Map.entry("terraform ", "MotoTest and TerraformTest, on a copy of the configuration"),
          Map.entry("moto_server ", "MotoTest"),
          Map.entry("../../chatctl context add", "ContextTest, since it needs a deployment"));

  /** How commands begin that run until Ctrl-C. */
  private static final List<String> ENDLESS =
      List.of("./chatctl local", "./chatctl dashboard preview");

  @TempDir private static Path folder;
  private static @Nullable LaunchedCommands launched;

  @AfterAll
  static void stopTheLocalStack() throws IOException {
    if (launched != null) {
      launched.close();
    }
  }

  @Test
  void whatIsRunElsewhereIsStillShown() {
    List<DocumentedCommand> all = DocumentedCommand.all();
    assertThat(ELSEWHERE.keySet())
        .allSatisfy(start -> assertThat(all).anyMatch(command -> command.line().startsWith(start)));
  }

  @TestFactory
  Stream<DynamicTest> aShownCommandRuns() {
    return tests(
        command -> !command.isMeasurement() && !drawsAPicture(command) && !isMade(command));
  }

  @TestFactory
  @Needs(Need.CHROMIUM)
  Stream<DynamicTest> aShownPictureIsDrawn() {
    return tests(DocumentedCommandsTest::drawsAPicture);
  }

  @TestFactory
  @Needs(Need.MAKE)
  Stream<DynamicTest> whatIsShownToBeMadeIsMade() {
    return tests(DocumentedCommandsTest::isMade);
  }

  @TestFactory
  @EnabledIfSystemProperty(
      named = "documented.measurements",
      matches = "true",
      disabledReason = "minutes each: run with -Ddocumented.measurements=true")
  Stream<DynamicTest> aShownMeasurementRuns() {
    return tests(DocumentedCommand::isMeasurement);
  }

  /** A line that several documents show is run once, in the name of the first. */
  private static Stream<DynamicTest> tests(Predicate<DocumentedCommand> chosen) {
    var shown = new LinkedHashMap<String, DocumentedCommand>();
    DocumentedCommand.all().stream()
        .filter(chosen.and(command -> elsewhere(command).isEmpty()))
        .forEach(command -> shown.putIfAbsent(command.line(), command));
    return shown.values().stream()
        .map(command -> DynamicTest.dynamicTest(command.toString(), () -> run(command)));
  }

  private static boolean drawsAPicture(DocumentedCommand command) {
    return command.line().contains(".png");
  }

  private static boolean isMade(DocumentedCommand command) {
    return command.line().startsWith("make ");
  }

  private static void run(DocumentedCommand command) throws Exception {
    LaunchedCommands commands = commands();
    boolean endless =
        ENDLESS.stream().anyMatch(command.line()::startsWith) && !command.line().contains("--out");
    Finished ended =
        endless ? commands.runUntilItSpeaks(command.line()) : commands.run(command.line());
    // A machine that pauses spoils what is measured on it, which is no fault of the command.
    int due = endless ? 130 : ended.output().contains("NOT VALID") ? 7 : 0;
    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(due);
  }

  /** Started for the first test that is not skipped. */
  private static LaunchedCommands commands() throws IOException, InterruptedException {
    if (launched == null) {
      launched = new LaunchedCommands(folder);
      launched.startLocalStack();
    }
    return launched;
  }

  private static Optional<String> elsewhere(DocumentedCommand command) {
    return ELSEWHERE.keySet().stream().filter(command.line()::startsWith).findAny();
  }
}
