package dev.chatctl.admin.target;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.CommonOptions;
import dev.chatctl.cli.Query;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options every verb of an operator takes, before or after its name. */
public final class GlobalOptions extends CommonOptions {
  @Option(
      names = "--local",
      scope = ScopeType.INHERIT,
      description = "Work on the chat that `chatctl local` runs on this machine.")
  private boolean local;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "Work on this context (see chatctl context).")
  private Optional<String> context = Optional.empty();

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "Use this profile's AWS credentials.")
  private Optional<String> profile = Optional.empty();

  @Option(
      names = "--region",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "Use this AWS region.")
  private Optional<String> region = Optional.empty();

  @Option(
      names = "--stage",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "Replace the last part of the endpoint, the API's stage.")
  private Optional<String> stage = Optional.empty();

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "Reach @connections here: https://API.execute-api.REGION.amazonaws.com/STAGE.")
  private Optional<URI> endpoint = Optional.empty();

  @Option(
      names = "--chat",
      paramLabel = "NAME|FILE",
      scope = ScopeType.INHERIT,
      description = "How the chat speaks and keeps its connections (see docs/chats.md).")
  private Optional<String> chat = Optional.empty();

  @Option(
      names = "--table",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "The table of connections.")
  private Optional<String> table = Optional.empty();

  @Option(
      names = "--query",
      paramLabel = "JMESPATH",
      scope = ScopeType.INHERIT,
      description = "Print only what this expression selects of the JSON document.")
  private Optional<String> query = Optional.empty();

  public boolean local() {
    return local;
  }

  public Optional<String> context() {
    return context;
  }

  public Optional<String> profile() {
    return profile;
  }

  public Optional<String> region() {
    return region;
  }

  public Optional<String> stage() {
    return stage;
  }

  public Optional<String> chat() {
    return chat;
  }

  public Optional<String> table() {
    return table;
  }

  public Optional<URI> endpoint() {
    return endpoint;
  }

  /**
   * {@inheritDoc}
   *
   * @throws CliException if it is no JMESPath
   */
  @Override
  public Optional<Query> query() {
    return query.map(JmesPathQuery::parse);
  }
}
