package dev.chatctl.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list that a scanner reads holds what really is beside the jars that people run. */
@Needs(Need.BILL_OF_MATERIALS)
class BillOfMaterialsTest {
  private static final Pattern COMPONENT = Pattern.compile("\"pkg:maven/[^/]+/([^@]+)@([^?\"]+)");

  @ParameterizedTest
  @ValueSource(strings = {"admin-cli", "dashboards", "loadtest", "local-stack"})
  void namesEveryLibraryOfARoomThatIsRun(String room) throws IOException {
    List<String> named =
        COMPONENT
            .matcher(Files.readString(Need.BILL_OF_MATERIALS.path()))
            .results()
            .map(component -> component.group(1) + "-" + component.group(2))
            .toList();

    assertThat(libraries(room))
        .isNotEmpty()
        .allSatisfy(jar -> assertThat(named).anyMatch(jar::startsWith));
    assertThat(named).anyMatch(name -> name.startsWith("picocli-"));
  }

  private static List<String> libraries(String room) throws IOException {
    try (Stream<Path> jars = Files.list(Modules.PROJECT.resolve(room).resolve("target/lib"))) {
      return jars.map(jar -> jar.getFileName().toString()).toList();
    }
  }
}
