package dev.chatctl.core.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.core.settings.BackendSettings;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.testing.TestTables;
import java.net.URI;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

class ClosableHttpTest {
  /** The native client alone would abort this process. */
  @Test
  void whatIsAskedForAfterwardsFails() {
    var tables = new TestTables();
    var settings =
        BackendSettings.fromEnvironment(tables.environment(URI.create("http://127.0.0.1:1")));
    var clients = new AwsClients(settings.aws());
    Tables used = clients.tables();
    var read = new Tables.Get(tables.name("rooms"), Row.of("room", "lobby"), false);
    assertThat(used.get(read).join()).isEmpty();
    var pending = IntStream.range(0, 100).mapToObj(i -> used.get(read)).toList();

    clients.close();

    assertThatThrownBy(() -> used.get(read).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(SdkException.class);
    assertThat(pending).allSatisfy(one -> assertThat(one.handle((row, e) -> true).join()).isTrue());
  }
}
