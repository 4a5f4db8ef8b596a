package dev.chatctl.core;

import dev.chatctl.core.aws.AwsClients;
import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.fanout.BroadcastReport;
import dev.chatctl.core.fanout.Broadcaster;
import dev.chatctl.core.fanout.CallbackPoster;
import dev.chatctl.core.fanout.ConnectionPoster;
import dev.chatctl.core.fanout.RetryPolicy;
import dev.chatctl.core.message.Message;
import dev.chatctl.core.message.MessageHistory;
import dev.chatctl.core.message.MessageIds;
import dev.chatctl.core.message.Sender;
import dev.chatctl.core.room.Arrival;
import dev.chatctl.core.room.Connection;
import dev.chatctl.core.room.Departure;
import dev.chatctl.core.room.Recipient;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.room.RoomState;
import dev.chatctl.core.settings.ChatSettings;
import dev.chatctl.core.wire.Dialects;
import dev.chatctl.core.wire.Reply;
import dev.chatctl.core.wire.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * The chat backend: people arrive, say things that reach everybody in their room, and depart. Its
 * methods wait for the tables and the callback; call them from any number of threads.
 */
public final class Chat implements AutoCloseable {
  /** AWS: a connection answers 410 until its own {@code $connect} has returned. */
  private static final Duration CONNECTING = Duration.ofSeconds(5);

  private final Registry registry;
  private final MessageHistory history;
  private final Broadcaster broadcaster;
  private final InstantSource clock;
  private final AutoCloseable resources;

  private Chat(
      ChatSettings settings,
      DynamoDbAsyncClient dynamoDb,
      ConnectionPoster poster,
      InstantSource clock,
      AutoCloseable resources) {
    this.registry = new Registry(dynamoDb, settings.tables());
    this.history = new MessageHistory(dynamoDb, settings.tables().messageHistory());
    this.broadcaster =
        new Broadcaster(
            poster,
            RetryPolicy.standard(() -> ThreadLocalRandom.current().nextDouble()),
            settings.postConcurrency(),
            clock);
    this.clock = clock;
    this.resources = resources;
  }

  /** Assembles the backend over clients that the caller keeps and closes. */
  public static Chat over(
      ChatSettings settings,
      DynamoDbAsyncClient dynamoDb,
      ConnectionPoster poster,
      InstantSource clock) {
    return new Chat(settings, dynamoDb, poster, clock, () -> {});
  }

  /**
   * Assembles the backend that a handler's environment describes.
   *
   * @throws dev.chatctl.core.settings.ConfigurationException naming all problems
   */
  public static Chat fromEnvironment(Map<String, String> environment) {
    var settings = ChatSettings.fromEnvironment(environment);
    var clients = new AwsClients(settings);
    return new Chat(
        settings,
        clients.dynamoDb(),
        new CallbackPoster(clients.callback()),
        InstantSource.system(),
        clients);
  }

  public void arrive(Arrival arrival) {
    Futures.await(registry.arrive(arrival));
  }

  /** Doing it twice is the same as once. */
  public void depart(Departure departure) {
    Futures.await(registry.depart(departure));
  }

  /** The connection, if it is open as far as we know. */
  public Optional<Connection> connection(String id) {
    return Futures.await(registry.find(id));
  }

  /**
   * Stores a message and sends it to everybody in the speaker's room.
   *
   * @param origin what no other message has; the same message delivered twice has the same one
   * @param deadline after which no recipient is begun
   */
  public Spoken say(
      Connection speaker, Request.Say say, String origin, Instant receivedAt, Instant deadline) {
    RoomState room = Futures.await(registry.nextSequence(speaker.room(), clock.instant()));
    var message =
        new Message(
            MessageIds.of(receivedAt, origin),
            speaker.room(),
            new Sender(speaker.id(), speaker.name()),
            say.text(),
            receivedAt,
            room.sequence());
    boolean isNew = Futures.await(history.store(message));
    var reply = new Reply.Sent(message.id(), message.sequence(), say.clientMessageId(), !isNew);
    return new Spoken(
        reply, isNew ? Optional.of(broadcast(message, room, deadline)) : Optional.empty());
  }

  /**
   * What came of a message.
   *
   * @param broadcast absent if it had been sent before
   */
  public record Spoken(Reply.Sent reply, Optional<BroadcastReport> broadcast) {}

  @Override
  public void close() {
    try {
      resources.close();
    } catch (Exception e) { // AutoCloseable declares no narrower type
      throw new IllegalStateException("the backend's clients did not close", e);
    }
  }

  private BroadcastReport broadcast(Message message, RoomState room, Instant deadline) {
    Instant now = clock.instant();
    List<Recipient> recipients =
        Futures.await(registry.recipients(room, now)).stream()
            .filter(recipient -> isFor(recipient, message))
            .toList();
    var frames = new HashMap<String, SdkBytes>();
    for (Recipient recipient : recipients) {
      frames.computeIfAbsent(
          recipient.dialect(),
          name -> SdkBytes.fromByteArrayUnsafe(Dialects.get(name).message(message)));
    }
    BroadcastReport report =
        Futures.await(
            broadcaster.broadcast(recipients, recipient -> frame(frames, recipient), deadline));
    removeDead(report, now);
    return report;
  }

  private void removeDead(BroadcastReport report, Instant now) {
    Instant newest = now.minus(CONNECTING);
    Futures.await(
        CompletableFuture.allOf(
            report.gone().stream()
                .filter(recipient -> recipient.connectedAt().isBefore(newest))
                .map(registry::remove)
                .toArray(CompletableFuture[]::new)));
  }

  private static boolean isFor(Recipient recipient, Message message) {
    return !recipient.connectionId().equals(message.sender().connectionId())
        || Dialects.get(recipient.dialect()).echoesToSender();
  }

  private static SdkBytes frame(Map<String, SdkBytes> frames, Recipient recipient) {
    return java.util.Objects.requireNonNull(frames.get(recipient.dialect()));
  }
}
