package dev.chatctl.core;

import dev.chatctl.core.aws.AwsClients;
import dev.chatctl.core.aws.CallListener;
import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.aws.RehearsalHttp;
import dev.chatctl.core.fanout.BroadcastReport;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.message.DirectMessage;
import dev.chatctl.core.message.HistoryPage;
import dev.chatctl.core.message.Member;
import dev.chatctl.core.message.Message;
import dev.chatctl.core.message.MessageHistory;
import dev.chatctl.core.message.MessageIds;
import dev.chatctl.core.message.Sender;
import dev.chatctl.core.message.StoredMessage;
import dev.chatctl.core.queue.FanOutJob;
import dev.chatctl.core.room.Arrival;
import dev.chatctl.core.room.Closing;
import dev.chatctl.core.room.Connection;
import dev.chatctl.core.room.Departure;
import dev.chatctl.core.room.Recipient;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.room.RoomState;
import dev.chatctl.core.settings.ChatSettings;
import dev.chatctl.core.settings.RoomSettings;
import dev.chatctl.core.wire.Dialects;
import dev.chatctl.core.wire.Notice;
import dev.chatctl.core.wire.Problem;
import dev.chatctl.core.wire.Problem.Code;
import dev.chatctl.core.wire.Reply;
import dev.chatctl.core.wire.Request;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chat backend: people arrive, say things that reach everybody in their room, and depart. Its
 * methods wait for the tables and the callback; call them from any number of threads.
 */
public final class Chat implements AutoCloseable {
  /** How many people a {@code who} lists; the count tells of the others. */
  private static final int MOST_LISTED = 1_000;

  private final RoomSettings settings;
  private final Registry registry;
  private final MessageHistory history;
  private final Broadcasts broadcasts;
  private final ShardWorker worker;
  private final Presence presence;
  private final DirectLine directLine;
  private final JsonLog log;
  private final InstantSource clock;
  private final AutoCloseable resources;

  Chat(ChatParts parts, ChatSettings chatSettings, AutoCloseable resources) {
    this.settings = chatSettings.rooms();
    this.registry = parts.registry();
    this.history = parts.history();
    this.broadcasts = parts.broadcasts();
    this.worker = parts.worker();
    this.presence = parts.presence();
    this.directLine = parts.directLine();
    this.log = parts.log();
    this.clock = parts.clock();
    this.resources = resources;
  }

  /**
   * Assembles the backend that a handler's environment describes.
   *
   * @throws dev.chatctl.core.settings.ConfigurationException naming all problems
   */
  public static Chat fromEnvironment(Map<String, String> environment) {
    // Lambda sends both streams to CloudWatch; a program around the handlers keeps its own output.
    return fromEnvironment(environment, System.err, CallListener.NONE);
  }

  /**
   * The same with its log lines, metrics among them, going elsewhere.
   *
   * @param listener told of every request to DynamoDB and SQS
   * @throws dev.chatctl.core.settings.ConfigurationException naming all problems
   */
  public static Chat fromEnvironment(
      Map<String, String> environment, PrintStream lines, CallListener listener) {
    return ChatParts.assemble(ChatSettings.fromEnvironment(environment), lines, listener);
  }

  /**
   * A backend that walks the same paths without opening a socket, for warming up what a snapshot
   * keeps. It logs nothing.
   *
   * @throws dev.chatctl.core.settings.ConfigurationException naming all problems
   */
  public static Chat rehearsal(Map<String, String> environment) {
    var env = new HashMap<>(environment);
    // AWS: under SnapStart there are no keys in the environment.
    env.putIfAbsent("AWS_ACCESS_KEY_ID", "rehearsal");
    env.putIfAbsent("AWS_SECRET_ACCESS_KEY", "rehearsal");
    ChatSettings settings = ChatSettings.fromEnvironment(env);
    var clients =
        new AwsClients(settings.aws(), CallListener.NONE, new RehearsalHttp(Dialects.names()));
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return ChatParts.assemble(settings, nowhere, clients);
  }

  public RoomSettings settings() {
    return settings;
  }

  public JsonLog log() {
    return log;
  }

  /** Lets somebody into a room and tells the others. */
  public void arrive(Arrival arrival) {
    Registry.Entrance entrance = Futures.await(registry.arrive(arrival));
    presence.tellOthers(
        new Notice.Joined(
            arrival.room(), arrival.connectionId(), arrival.name(), arrival.connectedAt()),
        entrance.room());
  }

  /** Sees somebody off and tells the others; doing it twice is the same as once. */
  public void depart(Departure departure) {
    Optional<Connection> left =
        Futures.await(registry.depart(departure)).filter(Closing::first).map(Closing::connection);
    if (left.isPresent()) {
      Connection connection = left.get();
      presence.tellOthers(
          new Notice.Left(
              connection.room(), connection.id(), connection.name(), departure.disconnectedAt()),
          Futures.await(registry.room(connection.room())));
    }
  }

  /** The connection, if it is open as far as we know. */
  public Optional<Connection> connection(String id) {
    return Futures.await(registry.find(id));
  }

  /**
   * Whether a connection may send something now; if so, it counts against its limit.
   *
   * @return the rule it would break
   */
  public Optional<Problem> objection(Connection speaker) {
    if (!speaker.maySpeak(clock.instant())) {
      return Optional.of(
          Problem.of(Code.EXPIRED, "token: expired (expected: connect again with a new one)"));
    }
    return Futures.await(registry.admit(speaker.id(), clock.instant()))
        ? Optional.empty()
        : Optional.of(Problem.of(Code.RATE_LIMITED, "rate: too high (expected: send slower)"));
  }

  /**
   * Stores a message and sends it to everybody in the speaker's room.
   *
   * @param origin what no other message has; the same message delivered twice has the same one
   * @param deadline after which no recipient is begun
   */
  public Reply say(
      Connection speaker, Request.Say say, String origin, Instant receivedAt, Instant deadline) {
    String sender = speaker.user().orElse(speaker.id());
    if (say.clientMessageId().isPresent()) {
      // Asked first, so that a repetition takes no number: a gap would send clients searching.
      Optional<StoredMessage> earlier =
          Futures.await(history.find(speaker.room(), sender, say.clientMessageId().get()));
      if (earlier.isPresent()) {
        return sent(earlier.get(), say, BroadcastReport.EMPTY);
      }
    }
    RoomState room = Futures.await(registry.nextSequence(speaker.room(), clock.instant()));
    var message =
        new Message(
            MessageIds.of(receivedAt, origin),
            speaker.room(),
            new Sender(speaker.id(), speaker.name()),
            say.text(),
            receivedAt,
            room.sequence(),
            say.clientMessageId());
    StoredMessage stored = Futures.await(history.store(message, sender));
    return sent(
        stored,
        say,
        stored.isNew() ? broadcasts.send(message, room, deadline) : BroadcastReport.EMPTY);
  }

  /** Does a fan-out job; what the deadline leaves over is handed on. */
  public BroadcastReport work(FanOutJob job, Instant deadline) {
    return worker.work(job, deadline);
  }

  /** Sends a message to one connection in the speaker's room; a repetition sends nothing. */
  public Reply direct(
      Connection speaker,
      Request.Direct request,
      String origin,
      Instant receivedAt,
      Instant deadline) {
    Optional<Connection> recipient =
        connection(request.to()).filter(other -> other.room().equals(speaker.room()));
    if (recipient.isEmpty()) {
      return new Reply.Refused(DirectLine.notFound(request));
    }
    var message =
        new DirectMessage(
            MessageIds.of(receivedAt, origin),
            speaker.room(),
            new Sender(speaker.id(), speaker.name()),
            request.to(),
            request.text(),
            receivedAt,
            request.clientMessageId());
    // The same event has the same id, so that one who chose no id of its own is not told twice,
    // too.
    String sender = speaker.user().orElse(speaker.id());
    String key = "direct#" + request.clientMessageId().orElse(message.id());
    Optional<StoredMessage> earlier = Futures.await(history.find(speaker.room(), sender, key));
    if (earlier.isPresent()) {
      return new Reply.Sent(
          earlier.get().id(), Optional.empty(), request.clientMessageId(), true, 0);
    }
    Reply reply = directLine.send(message, request, recipient.get(), deadline);
    if (reply instanceof Reply.Sent) {
      Futures.await(history.remember(message, sender, key));
    }
    return reply;
  }

  /** A page of the room's history. */
  public Reply history(Connection reader, Request.History request) {
    Optional<String> after = request.after();
    if (after.isPresent() && !MessageIds.isId(after.get())) {
      return refuse(Code.NOT_FOUND, "after: not a message id (expected: one you received)");
    }
    if (request.before().isPresent() && !MessageHistory.isCursor(request.before().get())) {
      return refuse(Code.NOT_FOUND, "before: not a cursor (expected: one you received)");
    }
    Instant now = clock.instant();
    HistoryPage page =
        Futures.await(
            after.isPresent()
                ? history.after(reader.room(), after.get(), request.limit(), now)
                : history.before(
                    reader.room(),
                    Futures.await(registry.room(reader.room())).createdAt(),
                    request.before(),
                    request.limit(),
                    now));
    return new Reply.History(reader.room(), page);
  }

  /** Who is in the room. */
  public Reply people(Connection asker) {
    RoomState room = Futures.await(registry.room(asker.room()));
    List<Member> members = Futures.await(registry.members(room, clock.instant()));
    return new Reply.People(
        asker.room(),
        asker.id(),
        members.subList(0, Math.min(MOST_LISTED, members.size())),
        members.size());
  }

  /** Calls a connection something else from now on and tells the room. */
  public Reply rename(Connection connection, String name) {
    Futures.await(registry.rename(connection, name));
    presence.tellAll(
        new Notice.Renamed(connection.room(), connection.id(), name, connection.name()),
        Futures.await(registry.room(connection.room())));
    return new Reply.Renamed();
  }

  /** Ends connections that no one saw end; returns how many. */
  public int reap(Instant deadline) {
    return new Overdue(registry, clock).end(deadline);
  }

  public Reply ping() {
    return new Reply.Pong(clock.instant());
  }

  /** Sends frames to one connection, in order; a connection that is gone is no failure. */
  public void push(Connection connection, List<String> frames, Instant deadline) {
    var recipient =
        new Recipient(
            connection.id(),
            connection.room(),
            connection.shard(),
            connection.dialect(),
            connection.connectedAt());
    frames.forEach(frame -> directLine.push(recipient, frame, deadline));
  }

  @Override
  public void close() {
    try {
      resources.close();
    } catch (Exception e) { // AutoCloseable declares no narrower type
      throw new IllegalStateException("the backend's clients did not close", e);
    }
  }

  private static Reply sent(StoredMessage stored, Request.Say say, BroadcastReport report) {
    return new Reply.Sent(
        stored.id(),
        Optional.of(stored.sequence()),
        say.clientMessageId(),
        !stored.isNew(),
        report.undelivered());
  }

  private static Reply refuse(Code code, String detail) {
    return new Reply.Refused(Problem.of(code, detail));
  }
}
