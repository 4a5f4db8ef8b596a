package dev.chatctl.local.queue;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** ElasticMQ, in memory and in this process, on a free loopback port. */
public final class ElasticMq implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  /** Standard output belongs to the command, and what goes wrong is answered to the client. */
  private static final String SILENT = "pekko { loglevel = OFF, stdout-loglevel = OFF }";

  /** On Ctrl-C it must not end by itself, before the functions that still send to it. */
  private static final String NO_HOOKS =
      "pekko { jvm-shutdown-hooks = off, coordinated-shutdown.run-by-jvm-shutdown-hook = off }";

  private static final int PATIENCE_SECONDS = 10;

  private final ActorSystem actors;
  private final int port;

  private ElasticMq(ActorSystem actors, int port) {
    this.actors = actors;
    this.port = port;
  }

  public static ElasticMq start() {
    var config =
        ConfigFactory.parseString(SILENT)
            .withFallback(ConfigFactory.parseString(NO_HOOKS))
            .withFallback(ConfigFactory.load());
    ActorSystem actors = ActorSystem.create("sqs", config);
    try {
      return new ElasticMq(actors, serve(actors));
    } catch (RuntimeException e) {
      actors.terminate();
      throw e;
    }
  }

  private static int serve(ActorSystem actors) {
    return SQSRestServerBuilder.withActorSystem(actors)
        .withInterface(LOOPBACK)
        .withDynamicPort()
        .start()
        .waitUntilStarted()
        .localAddress()
        .getPort();
  }

  /** The value for an SDK client's endpoint override. */
  public URI endpoint() {
    return URI.create("http://" + LOOPBACK + ":" + port);
  }

  /**
   * Returns when its threads have ended. The server's own way to stop would wait for the pollers'
   * requests to end, too.
   */
  @Override
  public void close() {
    actors.terminate();
    actors.getWhenTerminated().toCompletableFuture().orTimeout(PATIENCE_SECONDS, SECONDS).join();
  }
}
