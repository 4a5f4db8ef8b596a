package dev.chatctl.local.page;

import dev.chatctl.cli.http.Answer;
import dev.chatctl.cli.output.Document;
import dev.chatctl.core.census.Census;
import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.json.Timestamps;
import dev.chatctl.core.room.RoomState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

/** What an operator sees of the running stack, and may do to it. */
final class OperatorView {
  /** A page with more rows helps nobody; {@code chatctl list} shows all. */
  static final int MOST_LISTED = 500;

  private final Census census;
  private final ApiGatewayManagementApiAsyncClient callback;

  OperatorView(Census census, ApiGatewayManagementApiAsyncClient callback) {
    this.census = census;
    this.callback = callback;
  }

  /** Connections, the newest last, and rooms, the fullest first. */
  Answer state(JsonObject nothing) {
    List<RoomState> rooms = all(census.rooms());
    rooms.sort(
        Comparator.comparingLong(RoomState::members)
            .thenComparingLong(RoomState::messages)
            .reversed()
            .thenComparing(RoomState::room));
    List<ConnectionRow> connections = all(census.connections());
    connections.sort(
        Comparator.comparing(ConnectionRow::since).thenComparing(ConnectionRow::connectionId));
    return Answer.json(
        200,
        Document.of("connection_count", connections.size())
            .with("messages", rooms.stream().mapToLong(RoomState::messages).sum())
            .with("rooms", rooms.stream().map(OperatorView::document).toList())
            .with(
                "connections",
                connections.stream().limit(MOST_LISTED).map(OperatorView::document).toList()));
  }

  /** Closes the connection {@code connection_id}, as {@code DELETE @connections} does. */
  Answer kick(JsonObject body) throws JsonFormatException {
    String id = body.require("connection_id");
    try {
      callback.deleteConnection(request -> request.connectionId(id)).join();
      return outcome("closed");
    } catch (CompletionException e) {
      return switch (e.getCause()) {
        case GoneException gone -> outcome("gone");
        case ApiGatewayManagementApiException refused ->
            Answer.text(502, "@connections answered " + refused.statusCode());
        case null, default -> throw e;
      };
    }
  }

  private static Answer outcome(String outcome) {
    return Answer.json(200, Document.of("outcome", outcome));
  }

  private static Document document(RoomState room) {
    return Document.of("room", room.room())
        .with("members", room.members())
        .with("messages", room.messages());
  }

  private static Document document(ConnectionRow row) {
    return Document.of("connection_id", row.connectionId())
        .with("room", row.room())
        .with("name", row.name())
        .with("dialect", row.dialect())
        .with("source_ip", row.sourceIp())
        .with("connected_at", row.connectedAt().map(Timestamps::format).orElse(""));
  }

  private static <T> List<T> all(Iterator<T> rows) {
    var list = new ArrayList<T>();
    rows.forEachRemaining(list::add);
    return list;
  }
}
