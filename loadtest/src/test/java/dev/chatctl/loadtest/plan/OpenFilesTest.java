package dev.chatctl.loadtest.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenFilesTest {
  @Test
  void readsTheHardLimit() {
    assertThat(
            OpenFiles.parse(
                """
                Limit                     Soft Limit           Hard Limit           Units
                Max open files            1024                 20000                files
                """))
        .isEqualTo(new OpenFiles(20_000));
  }

  @Test
  void knowsNoLimitWhereThereIsNone() {
    assertThat(OpenFiles.parse("Max open files     1024      unlimited     files\n"))
        .isEqualTo(new OpenFiles(Long.MAX_VALUE));
    assertThat(OpenFiles.parse("")).isEqualTo(new OpenFiles(Long.MAX_VALUE));
  }

  @Test
  void namesTheLimitAndTheCommandThatRaisesIt() {
    Problems problems = new Problems();

    new OpenFiles(1024).check("--clients", 767, 1, 1, problems);
    new OpenFiles(1024).check("--clients", 768, 1, 1, problems);

    assertThat(problems.lines())
        .containsExactly(
            "--clients: 768 (expected: <= 767: open files are limited to 1024 a process;"
                + " use --shards 2, or raise it with: ulimit -Hn 1025)");
  }
}
