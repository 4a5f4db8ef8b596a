package dev.chatctl.admin.logs;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.core.aws.Futures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;

/** Turns the functions a person names into log groups. */
final class Groups {
  private static final String LAMBDA = "/aws/lambda/";

  private Groups() {}

  /**
   * Log groups and the short names their lines are shown under.
   *
   * @param names functions, groups (with a slash), or none for all known
   * @param known log groups by function, of the target
   */
  static Map<String, String> resolve(
      List<String> names, Map<String, String> known, CloudWatchLogsAsyncClient client) {
    var groups = new LinkedHashMap<String, String>();
    if (names.isEmpty()) {
      if (known.isEmpty()) {
        throw CliException.usage(
            "whose logs? The target names no log groups",
            "chatctl logs /aws/lambda/NAME, or chatctl context add NAME --from-terraform DIR");
      }
      known.forEach((function, group) -> groups.put(group, function));
    }
    for (String name : names) {
      if (name.startsWith("/")) {
        groups.put(name, shortName(name));
      } else if (known.containsKey(name)) {
        groups.put(known.getOrDefault(name, name), name);
      } else {
        String group = search(name, known, client);
        groups.put(group, name);
      }
    }
    return groups;
  }

  /** AWS: StartLiveTail takes groups by ARN only, without the :* that descriptions append. */
  static String arn(CloudWatchLogsAsyncClient client, String group) {
    return Futures.await(client.describeLogGroups(request -> request.logGroupNamePrefix(group)))
        .logGroups()
        .stream()
        .filter(found -> found.logGroupName().equals(group))
        .map(
            found ->
                found.arn().endsWith(":*") ? found.arn().replaceFirst(":\\*$", "") : found.arn())
        .findFirst()
        .orElseThrow(
            () ->
                new CliException(
                    ExitCode.NOT_FOUND,
                    "there is no log group " + group,
                    "chatctl doctor checks the target"));
  }

  private static String search(
      String function, Map<String, String> known, CloudWatchLogsAsyncClient client) {
    List<String> found =
        Futures.await(client.describeLogGroups(request -> request.logGroupNamePattern(function)))
            .logGroups()
            .stream()
            .map(group -> group.logGroupName())
            .filter(group -> group.equals(LAMBDA + function) || group.endsWith("-" + function))
            .toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new CliException(
        ExitCode.NOT_FOUND,
        found.isEmpty()
            ? "there is no function or log group " + function
            : function + " fits several log groups: " + String.join(", ", found),
        known.isEmpty()
            ? "give a whole group name, such as /aws/lambda/chat-connect"
            : "the functions are " + String.join(", ", known.keySet()));
  }

  private static String shortName(String group) {
    return group.startsWith(LAMBDA) ? group.substring(LAMBDA.length()) : group;
  }
}
