package dev.chatctl.admin.setup;

import dev.chatctl.admin.target.Flat;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.Failures;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What {@code terraform output -json} says: {@code {NAME: {"value": ...}}}. The names are those of
 * infra/terraform/outputs.tf, which are also a target's.
 */
final class TerraformOutputs {
  private static final Set<String> NAMES =
      Set.of(
          "websocket_url",
          "management_endpoint",
          "region",
          "tables",
          "log_groups",
          "request_quota",
          "audit_retention_days");

  private TerraformOutputs() {}

  static Map<String, String> read(Path place) {
    String text = Files.isDirectory(place) ? run(place) : file(place);
    try {
      JsonObject outputs = Json.parseObject(text);
      var settings = new LinkedHashMap<String, String>();
      for (String name : outputs.names()) {
        if (NAMES.contains(name)) {
          JsonObject output = outputs.object(name);
          if (output.string("value").isPresent()) {
            settings.put(name, output.string("value").get());
          } else {
            Flat.of(output.object("value"))
                .forEach((key, value) -> settings.put(name + "." + key, value));
          }
        }
      }
      if (!settings.containsKey("management_endpoint")) {
        throw CliException.usage(
            "--from-terraform: " + place + " has no output management_endpoint",
            "run terraform apply there first");
      }
      return settings;
    } catch (JsonFormatException e) {
      throw CliException.usage(
          "--from-terraform: " + place + " holds no Terraform outputs: " + e.getMessage(),
          "terraform output -json prints them");
    }
  }

  private static String file(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw CliException.usage(
          "--from-terraform: " + file + " cannot be read: " + Failures.reason(e),
          "name a folder with a Terraform state, or a file of terraform output -json");
    }
  }

  private static String run(Path folder) {
    try {
      Process terraform =
          new ProcessBuilder("terraform", "output", "-json", "-no-color")
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String out = new String(terraform.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (terraform.waitFor() != 0) {
        throw CliException.usage(
            "--from-terraform: terraform output failed in " + folder, "run it there by hand");
      }
      return out;
    } catch (IOException e) {
      throw CliException.usage(
          "--from-terraform: terraform cannot be started: " + Failures.reason(e),
          "install it, or give a file that holds terraform output -json");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliException.usage("--from-terraform: interrupted", "try again");
    }
  }
}
