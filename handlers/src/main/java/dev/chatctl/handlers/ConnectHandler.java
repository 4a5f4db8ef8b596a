package dev.chatctl.handlers;

import dev.chatctl.core.Chat;
import dev.chatctl.core.log.MetricsLog;
import dev.chatctl.core.metrics.Metric;
import dev.chatctl.core.moderation.Origin;
import dev.chatctl.core.room.Arrival;
import dev.chatctl.core.room.Limit;
import dev.chatctl.core.room.Names;
import dev.chatctl.core.room.User;
import dev.chatctl.core.settings.NameRule;
import dev.chatctl.core.wire.Dialect;
import dev.chatctl.core.wire.InputRules;
import dev.chatctl.core.wire.Problem;
import dev.chatctl.handlers.auth.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code $connect}: lets a client into a room. The handshake waits for it. */
public final class ConnectHandler extends WebSocketHandler {
  private static final String DEFAULT_ROOM = "lobby";
  private static final List<String> ECHO = List.of("on", "off");

  public ConnectHandler() {
    this(Chat.fromEnvironment(System.getenv()));
  }

  public ConnectHandler(Chat chat) {
    super(chat);
  }

  @Override
  Result handle(WebSocketEvent event, Instant deadline) {
    DialectChoice choice = DialectChoice.of(event, chat().settings().defaultDialect());
    return switch (choice) {
      case DialectChoice.Unknown unknown -> Result.of(400, unknown.problem());
      case DialectChoice.Chosen chosen -> enter(event, chosen);
    };
  }

  private Result enter(WebSocketEvent event, DialectChoice.Chosen choice) {
    Caller caller = Caller.of(event.handshake().authorizer());
    String room = event.query("room").orElse(DEFAULT_ROOM);
    String own = caller.name().map(InputRules::normalised).or(caller::user).orElse(Names.GUEST);
    String name =
        event
            .query("name")
            .map(InputRules::normalised)
            .filter(given -> !given.isEmpty())
            .orElse(own);
    Optional<String> echo = event.query("echo");
    if (echo.isPresent() && !ECHO.contains(echo.get())) {
      return Result.of(400, "echo: unknown (expected: one of " + ECHO + ")");
    }
    Optional<Problem> problem = InputRules.room(room).or(() -> InputRules.name(name));
    if (problem.isPresent()) {
      return Result.of(400, problem.get().detail());
    }
    if (chat().settings().names() == NameRule.CLAIM && !name.equals(own)) {
      return Result.of(403, "name: " + name + " (expected: none, or " + own + ")");
    }
    if (!caller.mayEnter(room)) {
      return Result.of(403, "room: " + room + " (expected: one that the token is for)");
    }
    var origin = Origin.seen(caller.user(), event.handshake().sourceIp());
    Dialect dialect = choice.dialect();
    try {
      if (chat().membership().isBanned(origin, room)) {
        return Result.of(403, Problem.BANNED.detail());
      }
      Optional<Limit> reached =
          chat()
              .membership()
              .arrive(
                  new Arrival(
                      event.connectionId(),
                      room,
                      new User(name, caller.user(), caller.role(), caller.expiresAt()),
                      dialect.name(),
                      echo.map("on"::equals),
                      chat().settings().sourceIps().apply(event.handshake().sourceIp()),
                      event.connectedAt()),
                  name.equals(own));
      if (reached.isPresent()) {
        return refused(reached.get());
      }
    } catch (SdkException e) {
      chat().log().error("connect_failed", e, json -> {});
      return Result.of(dialect.connectFailed());
    }
    return Result.of(dialect.connected()).withSubprotocol(choice.subprotocol());
  }

  private Result refused(Limit limit) {
    new MetricsLog(chat().log())
        .write(
            new MetricsLog.Samples().add(Metric.SOCKETS_REFUSED, 1),
            json -> json.writeStringField("limit", limit.wireName()));
    return Result.of(403, limit.detail());
  }
}
