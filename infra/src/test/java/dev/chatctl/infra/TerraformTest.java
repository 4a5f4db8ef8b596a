package dev.chatctl.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.infra.Terraform.Result;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class TerraformTest {
  @Test
  void theConfigurationIsFormattedAndValid(@TempDir Path folder) {
    var terraform = new Terraform(folder);
    assertThat(terraform.run("fmt", "-check", "-diff", "-recursive"))
        .as("mend with terraform fmt -recursive infra/terraform")
        .returns(0, Result::exit);
    assertThat(terraform.run("validate")).returns(0, Result::exit);
  }

  @TestFactory
  Stream<DynamicTest> withAMockedProvider() {
    return MockedRuns.all().stream()
        .map(
            run ->
                DynamicTest.dynamicTest(
                    run.file() + ": " + run.name(),
                    () -> assertThat(run.passed()).as(run.problems()).isTrue()));
  }
}
