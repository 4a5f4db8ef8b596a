package dev.chatctl.admin;

import dev.chatctl.cli.ExitCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What all verbs share, explained. */
final class HelpTopics {
  private static final String OUTPUT =
      """
      Standard output holds data only; progress, notices and questions go to standard error.

      table   for people; may change. At a terminal it is cut to its width and times are ages;
              elsewhere nothing is cut and times are ISO 8601 in UTC.
      wide    as table, with more columns
      json    one document: {"schema": "chatctl/connections/v1", "connections": [...]}
      ndjson  one object a line, each with its schema, as soon as it is known
      csv     RFC 4180, with a heading; --no-formulas puts ' before what a spreadsheet would compute
      tsv     tabs between the columns, with a heading
      yaml    the json document as YAML
      name    the names only, one a line, for use in another command

      --columns a,b chooses and orders the columns of any format; --no-headers drops the heading.
      What strangers said is in json, yaml and csv the very text once it is read, and shows nobody
      else's controls, direction marks or line ends: those are escapes, at a terminal in all formats.
      --query JMESPATH prints what it selects of the json document (with ndjson: of each object),
      e.g. --query 'connections[].connection_id'. json, ndjson, csv, tsv, yaml and name are stable:
      fields may be added, none is renamed or removed without a new schema version.
      """;

  private static final String FILTERS =
      """
      list, broadcast, kick and prune choose connections by the same filters; all given ones
      must hold.

      --room ROOM         in this room (one read of that room; without it, all rooms are read)
      --user USER         of this user, as the token said; a guest is nobody's, whatever its name
      --name NAME         that call themselves so, whoever they are
      --ip ADDRESS        from this address, or network: 203.0.113.0/24
      --older-than 10m    connected for at least this long
      --idle-for 5m       neither sent nor received for this long (asks @connections for each)
      --filter KEY~REGEX  a field of the row matches, e.g. name~'^bot-'; KEY=VALUE for equality
      --not KEY~REGEX     a field of the row does not match
      """;

  private static final String ENVIRONMENT =
      """
      A value comes from the first of: its option, the context that --local or --context chooses,
      the environment, the context of CHATCTL_CONTEXT or else the current one. chatctl context show
      prints every value in use and where it comes from.

      CHATCTL_CONTEXT            the context, as --context; `local` is the local stack
      CHATCTL_ENDPOINT           the @connections endpoint, as --endpoint-url
      CHATCTL_URL                the WebSocket URL that chat and demo chat connect to
      ACTIVE_CONNECTIONS_TABLE, SESSION_HISTORY_TABLE, MESSAGE_HISTORY_TABLE, ROOMS_TABLE,
      MODERATION_TABLE
                                 the deployed tables' names
      AWS_PROFILE, AWS_REGION, AWS_DEFAULT_REGION, AWS_ACCESS_KEY_ID and the other variables of AWS's
      tools, also AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_DYNAMODB, _CLOUDWATCH_LOGS and
      _APIGATEWAYMANAGEMENTAPI
      NO_COLOR, TERM=dumb        no colours
      XDG_CONFIG_HOME            where chatctl/contexts.json is kept (default ~/.config)
      XDG_STATE_HOME             where chatctl/chat-history is kept (default ~/.local/state)
      XDG_RUNTIME_DIR, TMPDIR    where the local stack leaves its addresses (default /tmp)
      JAVA_HOME                  the JDK to run on; without it java on PATH, then the newest of
      CHATCTL_JDK_FOLDER         the folder of JDKs (default: where package managers put them)
      """;

  static final List<String> NAMES = List.of("exit-codes", "output", "filters", "environment");

  private HelpTopics() {}

  static Optional<String> text(String topic) {
    return switch (topic) {
      case "exit-codes" -> Optional.of(exitCodes());
      case "output" -> Optional.of(OUTPUT);
      case "filters" -> Optional.of(FILTERS);
      case "environment" -> Optional.of(ENVIRONMENT);
      default -> Optional.empty();
    };
  }

  private static String exitCodes() {
    return Arrays.stream(ExitCode.values())
            .map(code -> "%-5d%s%n".formatted(code.code(), code.meaning()))
            .collect(Collectors.joining())
        + "128+N ended by signal N after telling what was done: 129 SIGHUP, 143 SIGTERM\n";
  }
}
