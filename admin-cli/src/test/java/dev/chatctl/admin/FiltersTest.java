package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.TestTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom the filters choose, out of a snapshot. */
class FiltersTest {
  private static final String ROWS =
      """
      {"schema":"chatctl/connection/v1","connection_id":"a=","room":"lobby","user":"u1","name":"ann","source_ip":"203.0.113.0","connected_at":"2026-11-20T11:59:30Z","dialect":"envelope","shard":0}
      {"schema":"chatctl/connection/v1","connection_id":"b=","room":"lobby","name":"bob","source_ip":"198.51.100.0","connected_at":"2026-11-20T10:00:00Z","dialect":"name-text","shard":1}
      {"schema":"chatctl/connection/v1","connection_id":"c=","room":"tea","name":"bot-7","source_ip":"2001:db8::","connected_at":"2026-11-20T11:00:00Z","dialect":"envelope","shard":0}
      """;

  @TempDir Path home;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --room lobby                          | a= b=
          --name ann                            | a=
          --ip 203.0.113.0/24                   | a=
          --ip 203.0.113.0                      | a=
          --ip 2001:db8::/32                    | c=
          --older-than 30m                      | b= c=
          --older-than 1h30m                    | b=
          --filter name~^bo                     | b= c=
          --filter dialect=envelope             | a= c=
          --not name~^bot-                      | a= b=
          --not room=tea --not name=ann         | b=
          --room lobby --filter dialect~text    | b=
          --filter connection_id=c=             | c=
          --name nobody                         |
          --user u1                             | a=
          --user ann                            |
          --filter user=u1                      | a=
          --sort age                            | b= c= a=
          --sort age -R                         | a= c= b=
          --sort name --top 2                   | a= b=
          --sort source_ip                      | b= c= a=
          --sort room                           | a= b= c=
          """)
  void choose(String options, String ids) throws Exception {
    Path snapshot = Files.writeString(home.resolve("snapshot"), ROWS);
    String line = "ls --from " + snapshot + " -o name " + options;

    var listed =
        new TestTerminal(home, Admin::run)
            .at(Instant.parse("2026-11-20T12:00:00Z"))
            .run(line.split(" ", -1));

    assertThat(listed.exitCode()).as(listed.err()).isZero();
    assertThat(listed.out().split("\\s+"))
        .containsExactly(ids == null ? new String[] {""} : ids.split(" ", -1));
  }
}
