package dev.chatctl.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.testing.Finished;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Needs({Need.TERRAFORM, Need.AWS_PROVIDER})
class TerraformTest {
  @Test
  void theConfigurationIsFormattedAndValid() {
    var terraform = MockedRuns.terraform();
    assertThat(terraform.run("fmt", "-check", "-diff", "-recursive"))
        .as("mend with terraform fmt -recursive infra/terraform")
        .returns(0, Finished::exitCode);
    assertThat(terraform.run("validate")).returns(0, Finished::exitCode);
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
