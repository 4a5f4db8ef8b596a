package dev.chatctl.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * Amazon's DynamoDB Local, in this process, in memory or in a folder. Its own launcher binds every
 * network interface, needs a port chosen beforehand and reports telemetry; serving its request
 * handler from our own Jetty connector does none of the three, and lets it be deaf to other sites.
 */
final class DynamoDbLocal implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final Server server;
  private final LocalDynamoDBServerHandler handler;
  private final int port;

  private final Optional<DataFolder> data;

  private DynamoDbLocal(
      Server server, LocalDynamoDBServerHandler handler, int port, Optional<DataFolder> data) {
    this.data = data;
    this.server = server;
    this.handler = handler;
    this.port = port;
  }

  /** Starts it on a free loopback port, in memory. */
  static DynamoDbLocal start() throws Exception {
    return start(Optional.empty());
  }

  /**
   * Starts it on a free loopback port.
   *
   * @param folder that keeps the tables; empty to forget them
   * @throws dev.chatctl.cli.CliException if the folder cannot be had
   */
  static DynamoDbLocal start(Optional<Path> folder) throws Exception {
    Optional<DataFolder> data = folder.map(DataFolder::take);
    // One database for all regions and credentials, so that any AWS client sees the same tables.
    var requests =
        new LocalDynamoDBRequestHandler(
            0, data.isEmpty(), data.map(DataFolder::path).orElse(null), true, false);
    var handler = new LocalDynamoDBServerHandler(requests, null);
    var server = new Server();
    var connector = new ServerConnector(server);
    connector.setHost(LOOPBACK);
    connector.setPort(0);
    server.addConnector(connector);
    server.setHandler(new LocalHandler(new ContextHandler(handler, "/")));
    server.start();
    return new DynamoDbLocal(server, handler, connector.getLocalPort(), data);
  }

  /** The value for an SDK client's endpoint override. */
  URI endpoint() {
    return URI.create("http://" + LOOPBACK + ":" + port);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // Jetty declares no narrower type
      throw new IllegalStateException("DynamoDB Local did not stop", e);
    } finally {
      handler.close();
      data.ifPresent(DataFolder::close);
    }
  }
}
