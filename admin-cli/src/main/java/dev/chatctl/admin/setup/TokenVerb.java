package dev.chatctl.admin.setup;

import dev.chatctl.admin.target.Target;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.admin.target.Targets;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Failures;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "token",
    description = "Issue a token that the local stack accepts.",
    footer = {
      "",
      "  chatctl token --local ann > ann.token",
      "  chatctl chat --local --token-file ann.token",
      "  chatctl token --local ann --claim 'rooms=[\"red\",\"team-*\"]' --for 10s"
    })
public final class TokenVerb implements Callable<Integer> {
  private final TargetedInvocation invocation;

  @Parameters(paramLabel = "USER", description = "Who it is for: its claim user_id.")
  private String user = "";

  @Option(
      names = "--claim",
      paramLabel = "NAME=VALUE",
      description =
          "Another claim, JSON or a text, such as name=Ann; also in place of one that it would"
              + " have. May be repeated.")
  private Map<String, String> claims = Map.of();

  @Option(
      names = "--for",
      paramLabel = "LENGTH",
      description = "How long it is good (default: ${DEFAULT-VALUE}).",
      defaultValue = "1h")
  private Duration validity = Duration.ofHours(1);

  TokenVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Target target = Targets.of(invocation);
    if (!target.local()) {
      throw CliException.usage(
          "token: " + target.name() + " (expected: the local stack)",
          "--local; elsewhere those issue tokens whose keys the chat is told");
    }
    URI issuer = URI.create(target.require("page_url")).resolve("/token");
    HttpResponse<String> answer = post(issuer);
    if (answer.statusCode() == 404) {
      throw CliException.usage(
          "token: the local stack accepts those of somebody else",
          "start it without --env JWKS_URL, JWT_SECRET and JWT_SECRET_ARN");
    }
    if (answer.statusCode() != 200) {
      throw CliException.usage("--claim: " + answer.body().strip(), "chatctl token --help");
    }
    try {
      invocation.out().line(Json.parseObject(answer.body()).require("token"));
    } catch (JsonFormatException e) {
      throw new CliException(ExitCode.UNEXPECTED, issuer + " answered no token");
    }
    return ExitCode.OK.code();
  }

  private HttpResponse<String> post(URI issuer) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(issuer)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body()))
            .build();
    try {
      return HttpClient.newBuilder()
          .proxy(HttpClient.Builder.NO_PROXY)
          .build()
          .send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new CliException(
          ExitCode.UNAVAILABLE, issuer + ": " + Failures.reason(e), "is the local stack running?");
    }
  }

  private byte[] body() {
    var values = new LinkedHashMap<String, String>();
    values.put("exp", Long.toString(invocation.now().plus(validity).getEpochSecond()));
    values.putAll(claims);
    return Json.object(
        json -> {
          if (!values.containsKey("user_id")) {
            json.writeStringField("user_id", user);
          }
          for (Map.Entry<String, String> claim : values.entrySet()) {
            json.writeFieldName(claim.getKey());
            if (isJson(claim.getValue())) {
              json.writeRawValue(claim.getValue());
            } else {
              json.writeString(claim.getValue());
            }
          }
        });
  }

  private static boolean isJson(String value) {
    try {
      return Json.parseObject("{\"v\":" + value + "}").names().size() == 1;
    } catch (JsonFormatException e) {
      return false;
    }
  }
}
