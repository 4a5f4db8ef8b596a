package dev.chatctl.system;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The folders, docs/architecture.md and the imports tell the same story. */
class ArchitectureTest {
  /** A row of the table of rooms: folder, what lives there, what it imports. */
  private static final Pattern ROOM =
      Pattern.compile("^\\| `([a-z-]+)/` \\|[^|]*\\| ([^|]*) \\|$", Pattern.MULTILINE);

  /** The first cell of a row of the table of dependencies. */
  private static final Pattern DEPENDENCIES =
      Pattern.compile("^\\| (`[^|]+`) \\|", Pattern.MULTILINE);

  /** A test by its name, or as a command runs it. */
  private static final Pattern TEST =
      Pattern.compile("(?:`(?=[A-Z]\\w*Test`)|-Dtest=(?!NAME))(\\w+)");

  private static final JavaClasses CLASSES = Modules.classes();

  @Test
  void theDocumentedRoomsAreTheModules() {
    assertThat(documented().keySet()).isEqualTo(Modules.names());
  }

  @Test
  void eachModuleImportsWhatIsDocumentedAndNothingElse() {
    Map<String, Set<String>> documented = documented();

    assertThat(Modules.imports(CLASSES))
        .isNotEmpty()
        .allSatisfy(
            (module, imports) -> assertThat(imports).as(module).isEqualTo(documented.get(module)));
  }

  @Test
  void noModulesImportEachOther() {
    slices().matching("dev.chatctl.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noPackagesImportEachOther() {
    slices().matching("dev.chatctl.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyDependencyHasItsReasonWrittenDown() {
    String text = Modules.text(Modules.PROJECT.resolve("docs/architecture.md"));
    Set<String> documented =
        DEPENDENCIES
            .matcher(text.substring(text.indexOf("## Dependencies")))
            .results()
            .flatMap(row -> Arrays.stream(row.group(1).replace("`", "").split(", ", -1)))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(documented).isEqualTo(Modules.dependencies());
  }

  @Test
  void theTestsThatReadersAreSentToExist() throws IOException {
    Set<String> classes = Modules.classNames();

    assertThat(
            DocumentedCommand.documents().stream()
                .flatMap(document -> TEST.matcher(Modules.text(document)).results()))
        .isNotEmpty()
        .allSatisfy(named -> assertThat(classes).contains(named.group(1)));
  }

  /** What the document says each module imports; what only its tests use is not part of it. */
  private static Map<String, Set<String>> documented() {
    var rooms = new TreeMap<String, Set<String>>();
    ROOM.matcher(Modules.text(Modules.PROJECT.resolve("docs/architecture.md")))
        .results()
        .forEach(
            row ->
                rooms.put(
                    row.group(1),
                    Arrays.stream(row.group(2).replaceAll(" \\(tests only\\)", "*").split(", ", -1))
                        .map(String::strip)
                        .filter(name -> Modules.names().contains(name))
                        .collect(Collectors.toCollection(TreeSet::new))));
    return rooms;
  }
}
