package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FactsDocumentationTest {
  private static final Path PAGE = Path.of("../docs/gateway-facts.md");
  private static final Pattern PROOF = Pattern.compile("\\| `([\\w.]+)\\.(\\w+)` \\|");

  @Test
  void everyFactNamesATestThatExists() throws Exception {
    Matcher proof = PROOF.matcher(Files.readString(PAGE));
    int facts = 0;
    while (proof.find()) {
      Class<?> test = Class.forName("dev.chatctl.gateway." + proof.group(1));
      assertThat(Arrays.stream(test.getDeclaredMethods()).map(Method::getName))
          .contains(proof.group(2));
      facts++;
    }
    assertThat(facts).isGreaterThan(80);
  }
}
