package dev.chatctl.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.testing.Finished;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;

/** Creates and destroys everything for real, as far as an emulator goes. */
@Needs({Need.TERRAFORM, Need.AWS_PROVIDER, Need.MOTO})
class MotoTest {
  private static final Path FOLDER = Path.of("target", "moto").toAbsolutePath();

  @Test
  void everythingIsAppliedAndDestroyed() throws IOException {
    var terraform = new Terraform(FOLDER);
    try (var moto = new MotoServer(FOLDER.resolve("moto.log"))) {
      List<String> variables = variables(moto.url());

      Finished applied = terraform.run(command("apply", variables));
      assertThat(applied.exitCode()).as(applied.output()).isZero();
      assertThat(terraform.run("state", "list").output().lines())
          .contains(
              "module.api.aws_apigatewayv2_stage.this",
              "module.api.aws_apigatewayv2_authorizer.this[0]",
              "module.functions.aws_lambda_alias.live[\"worker\"]",
              "module.functions.aws_lambda_event_source_mapping.queue[\"fan_out\"]",
              "module.tables.aws_dynamodb_table.this[\"members\"]",
              "module.observability.aws_cloudwatch_metric_alarm.simple[\"fan-out-slow\"]",
              "module.observability.aws_cloudwatch_dashboard.this[\"overview\"]",
              "module.page[0].aws_s3_object.file[\"index.html\"]",
              "module.page[0].aws_cloudfront_distribution.this")
          .hasSizeGreaterThan(60);
      assertThat(terraform.run("output", "-raw", "websocket_url").output()).startsWith("wss://");

      Finished destroyed = terraform.run(command("destroy", variables));
      assertThat(destroyed.exitCode()).as(destroyed.output()).isZero();
      assertThat(terraform.run("state", "list").output().lines()).isEmpty();
    }
  }

  private static String[] command(String name, List<String> variables) {
    var command =
        new ArrayList<>(
            List.of(name, "-auto-approve", "-no-color", "-parallelism=20", "-refresh=false"));
    command.addAll(variables);
    return command.toArray(String[]::new);
  }

  private static List<String> variables(String endpoint) throws IOException {
    return List.of(
        "-var=endpoint_url=" + endpoint,
        "-var=emulator_lacks=[\"composite_alarms\",\"deployments\",\"queries\","
            + "\"redrive_allow_policies\",\"response_headers_policies\"]",
        "-var=page=true",
        "-var=region=eu-central-1",
        "-var=definition_file=tests/fixtures/everything.json",
        "-var=jar=" + jar(),
        "-var=encryption=customer_managed",
        "-var=execution_logs=INFO",
        "-var=alarm_email=ops@example.com");
  }

  /** The emulator unpacks the jar, but runs nothing in it. */
  private static Path jar() throws IOException {
    Path jar = FOLDER.resolve("handlers.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        var out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("placeholder.txt"));
      out.closeEntry();
    }
    return jar;
  }
}
