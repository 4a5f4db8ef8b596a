package dev.chatctl.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecurityDocumentationTest {
  private static final Pattern PROOF = Pattern.compile("\\| `(\\w+Test)\\.(\\w+)` \\|");

  @Test
  void everyPointNamesATestThatExists() throws Exception {
    List<MatchResult> proofs =
        PROOF.matcher(Modules.text(Modules.PROJECT.resolve("docs/security.md"))).results().toList();
    assertThat(proofs).hasSizeGreaterThan(25);
    for (MatchResult proof : proofs) {
      assertThat(tests(proof.group(1)))
          .as(proof.group())
          .anyMatch(test -> test.contains("void " + proof.group(2) + "("));
    }
  }

  /** The sources of the classes of this name. */
  static List<String> tests(String name) throws IOException {
    var sources = new ArrayList<String>();
    for (String module : Modules.names()) {
      Path tests = Modules.PROJECT.resolve(module).resolve("src/test/java");
      if (Files.isDirectory(tests)) {
        try (Stream<Path> files = Files.walk(tests)) {
          files
              .filter(file -> file.endsWith(name + ".java"))
              .map(Modules::text)
              .forEach(sources::add);
        }
      }
    }
    return sources;
  }
}
