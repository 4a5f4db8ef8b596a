package dev.chatctl.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordTableTest {
  record Inner(long nanos, boolean sent, OptionalLong first) {}

  record Row(int number, Inner inner, TimeUnit unit, double share) {}

  private static final RecordTable<Row> ROWS =
      new RecordTable<>(Row.class, "number,ns,sent,first,unit,share");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("rows.csv");
  }

  @Test
  void hasAColumnForEachComponentThoseOfInnerRecordsInTheirPlace() throws IOException {
    List<Row> rows =
        List.of(
            new Row(1, new Inner(2, true, OptionalLong.of(-3)), TimeUnit.DAYS, 4.5),
            new Row(-6, new Inner(7, false, OptionalLong.empty()), TimeUnit.HOURS, 0));

    ROWS.write(rows.stream(), file);

    assertThat(file)
        .hasContent("number,ns,sent,first,unit,share\n1,2,1,-3,DAYS,4.5\n-6,7,0,,HOURS,0.0\n");
    assertThat(ROWS.read(file)).isEqualTo(rows);
  }

  @Test
  void isNoTableWithOtherColumns() throws IOException {
    Files.writeString(file, "number,ns\n1,2\n");

    assertThatThrownBy(() -> ROWS.read(file))
        .hasMessage(
            file + ": not a table of this version (expected: number,ns,sent,first,unit,share)");
  }

  @Test
  void isNoTableWithoutAHead() throws IOException {
    Files.createFile(file);

    assertThatThrownBy(() -> ROWS.read(file)).hasMessageContaining("not a table of this version");
  }
}
