package dev.chatctl.admin.logs;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.core.aws.Futures;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;

/** AWS: StartLiveTail takes groups by ARN only, without the :* that descriptions append. */
final class LogGroupArns {
  private LogGroupArns() {}

  static String of(CloudWatchLogsAsyncClient client, String group) {
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
}
