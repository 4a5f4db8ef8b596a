package dev.chatctl.gateway.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GatewayDocumentationTest {
  private static final Path PAGE = Path.of("../docs/gateway.md");
  private static final Path EXAMPLE =
      Path.of("src/test/java/dev/chatctl/gateway/junit/GatewayExampleTest.java");

  @Test
  void thePagesExampleIsTheTestThatRuns() throws IOException {
    assertThat(Files.readString(PAGE)).contains("```java\n" + Files.readString(EXAMPLE) + "```\n");
  }
}
