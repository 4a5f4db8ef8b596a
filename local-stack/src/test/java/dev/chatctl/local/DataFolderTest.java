package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.cli.CliException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a stack keeps in a folder for the next one. */
class DataFolderTest {
  @TempDir Path home;

  @Test
  void theNextStackHasTheTablesOfTheOneBefore() throws Exception {
    StackOptions options = StackOptions.defaults().withData(home.resolve("data/of/mine"));
    try (LocalStack stack = LocalStack.start(options)) {
      stack.dynamoDb().putItem(put -> put.tableName("chat-rooms").item(row("kept")));
    }
    try (LocalStack stack = LocalStack.start(options)) {
      assertThat(
              stack
                  .dynamoDb()
                  .getItem(get -> get.tableName("chat-rooms").key(row("kept")))
                  .hasItem())
          .isTrue();
    }
  }

  @Test
  void twoStacksDoNotShareAFolder() throws Exception {
    StackOptions options = StackOptions.defaults().withData(home);
    try (LocalStack stack = LocalStack.start(options)) {
      assertThat(stack.addresses()).isNotNull();
      assertThatThrownBy(() -> LocalStack.start(options))
          .isInstanceOf(CliException.class)
          .hasMessageContaining("is used by another stack");
    }
    LocalStack.start(options).close();
  }

  @Test
  void aFolderThatIsNoneIsRefused() throws Exception {
    Path file = Files.writeString(home.resolve("file"), "x");
    assertThatThrownBy(() -> DataFolder.take(file))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("cannot be used");
  }

  private static Map<String, AttributeValue> row(String room) {
    return Map.of("room", AttributeValue.fromS(room));
  }
}
