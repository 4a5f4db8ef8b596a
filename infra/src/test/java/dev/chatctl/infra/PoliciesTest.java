package dev.chatctl.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Least privilege: no policy may hold a wildcard for which there is no reason. */
@Needs({Need.TERRAFORM, Need.AWS_PROVIDER})
class PoliciesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A wildcard that is allowed, and why. */
  private record Reasoned(String statement, Pattern value, String reason) {
    static Reasoned wildcard(String statement, String value, String reason) {
      return new Reasoned(statement, Pattern.compile(value), reason);
    }
  }

  private static final List<Reasoned> REASONED =
      List.of(
          Reasoned.wildcard(
              "WriteItsLog",
              "arn:aws:logs:[^*]*:log-group:[^*]+:\\*",
              "Lambda names the streams of the function's one log group"),
          Reasoned.wildcard(
              "ReachConnections",
              "arn:aws:execute-api:[^*]*/(POST|GET|DELETE)/@connections/\\*",
              "AWS evaluates the literal {connectionId}; a concrete id never matches"),
          Reasoned.wildcard(
              "ReadPage", "arn:aws:s3:::[^*/]+/\\*", "the bucket holds public files and no others"),
          Reasoned.wildcard(
              "Table.*", "arn:aws:dynamodb:[^*]*:table/[^*]+/index/\\*", "the one table's indexes"),
          Reasoned.wildcard(
              "AccountAdministers|LogsEncrypt|AlarmsNotify",
              "\\*",
              "in a key's own policy * is that key"),
          Reasoned.wildcard(
              "AccountAdministers",
              "kms:\\*",
              "a key whose account may not administer it is lost for ever"));

  private record Statement(String resource, JsonNode json) {
    List<String> values(String name) {
      var values = new ArrayList<String>();
      JsonNode node = json.path(name);
      if (node.isTextual()) {
        values.add(node.asText());
      }
      node.forEach(value -> values.add(value.asText()));
      return values;
    }
  }

  @Test
  void noWildcardIsWithoutAReason() {
    assertThat(statements())
        .isNotEmpty()
        .allSatisfy(
            statement -> {
              assertThat(statement.json().has("NotAction") || statement.json().has("NotResource"))
                  .as("%s: says what is not meant", statement)
                  .isFalse();
              for (String name : List.of("Action", "Resource", "Principal")) {
                assertThat(statement.values(name))
                    .as("%s of %s", name, statement)
                    .allMatch(value -> !value.contains("*") || isReasoned(statement, value));
              }
            });
  }

  @Test
  void everyReasonIsStillNeeded() {
    assertThat(REASONED)
        .allMatch(
            reasoned ->
                statements().stream()
                    .flatMap(
                        statement ->
                            List.of("Action", "Resource").stream()
                                .flatMap(name -> statement.values(name).stream())
                                .filter(value -> matches(reasoned, statement, value)))
                    .findAny()
                    .isPresent());
  }

  @Test
  void theOnlyManagedPolicyIsTheOneAwsMadeForApiGatewaysLogs() {
    assertThat(MockedRuns.resources("aws_iam_role_policy_attachment"))
        .extracting(resource -> resource.path("values").path("policy_arn").asText())
        .containsOnly("arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs");
  }

  /** Else CloudWatch Logs refuses to make the group. */
  @Test
  void theKeyAdmitsEveryLogGroupThatItEncrypts() {
    String run = "a_custom_domain_and_keys_and_table_names_of_ours";
    List<String> admitted =
        MockedRuns.resourcesOf(run, "aws_kms_key")
            .map(key -> parse(key.at("/values/policy").asText()))
            .flatMap(policy -> policy.findValue("kms:EncryptionContext:aws:logs:arn").valueStream())
            .map(JsonNode::asText)
            .toList();

    assertThat(MockedRuns.resourcesOf(run, "aws_cloudwatch_log_group"))
        .extracting(group -> group.at("/values/name").asText())
        .contains("/aws/apigateway/a1b2c3d4e5/dev")
        .allMatch(name -> admitted.stream().anyMatch(pattern -> like(pattern, name)));
  }

  private static boolean like(String pattern, String logGroup) {
    String name = pattern.substring(pattern.indexOf("log-group:") + "log-group:".length());
    return logGroup.matches(Pattern.quote(name).replace("*", "\\E.*\\Q"));
  }

  private static boolean isReasoned(Statement statement, String value) {
    return REASONED.stream().anyMatch(reasoned -> matches(reasoned, statement, value));
  }

  private static boolean matches(Reasoned reasoned, Statement statement, String value) {
    return value.contains("*")
        && statement.json().path("Sid").asText().matches(reasoned.statement())
        && reasoned.value().matcher(value).matches();
  }

  private static List<Statement> statements() {
    var statements = new ArrayList<Statement>();
    for (MockedRuns.Run run : MockedRuns.all()) {
      for (JsonNode resource : run.resources()) {
        resource
            .path("values")
            .properties()
            .forEach(
                attribute -> {
                  if (attribute.getKey().endsWith("policy") && isDocument(attribute.getValue())) {
                    parse(attribute.getValue().asText())
                        .path("Statement")
                        .forEach(
                            json ->
                                statements.add(
                                    new Statement(resource.path("address").asText(), json)));
                  }
                });
      }
    }
    return statements;
  }

  // The mocked provider invents a word for a policy that AWS itself makes.
  private static boolean isDocument(JsonNode value) {
    return value.asText().startsWith("{");
  }

  private static JsonNode parse(String policy) {
    try {
      return JSON.readTree(policy);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a policy is not JSON: " + policy, e);
    }
  }
}
