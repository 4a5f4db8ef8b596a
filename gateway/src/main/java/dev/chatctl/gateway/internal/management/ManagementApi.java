package dev.chatctl.gateway.internal.management;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.fault.Fault;
import dev.chatctl.gateway.fault.Fault.Operation;
import dev.chatctl.gateway.internal.connection.ClientConnection;
import dev.chatctl.gateway.internal.connection.ConnectionRegistry;
import dev.chatctl.gateway.internal.fault.FaultSampler;
import dev.chatctl.gateway.internal.http.HttpAnswer;
import dev.chatctl.gateway.internal.limit.Throttle;
import dev.chatctl.gateway.internal.text.ServiceIds;
import dev.chatctl.gateway.observe.GatewayObserver;
import dev.chatctl.gateway.signature.Signatures;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code @connections} API, everything but its HTTP framing. */
public record ManagementApi(
    ConnectionRegistry connections,
    Signatures signatures,
    Throttle throttle,
    FaultSampler faults,
    GatewayObserver observer,
    InstantSource clock) {
  private static final DateTimeFormatter ISO_MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final Set<String> METHODS = Set.of("POST", "GET", "DELETE");

  /**
   * Serves one call. AWS: the form of the id is checked before the signature, the signature before
   * the connection is looked for; the stage it was opened through does not matter.
   */
  public FullHttpResponse serve(ManagementCall call) {
    if (!METHODS.contains(call.method())) {
      return HttpAnswer.forbidden();
    }
    if (!ServiceIds.isConnectionId(call.connectionId())) {
      String problem = "Invalid connectionId: " + escaped(call.connectionId());
      return observed(
          call,
          null,
          HttpAnswer.error(HttpResponseStatus.BAD_REQUEST, "BadRequestException", problem));
    }
    if (signatures.equals(Signatures.NONE)) {
      return observed(call, null, act(call));
    }
    Signatures.Verdict verdict = SignatureCheck.verify(signatures, call);
    FullHttpResponse refusal = SignatureCheck.refusal(verdict, call);
    String signer = verdict instanceof Signatures.Verdict.Accepted(String arn) ? arn : null;
    return observed(call, signer, refusal == null ? act(call) : refusal);
  }

  private FullHttpResponse act(ManagementCall call) {
    if (!throttle.allowsCall()) {
      return throttled();
    }
    Fault fault = faults.next(Operation.CALL);
    if (fault != null) {
      return switch (fault) {
        case GONE -> gone();
        case THROTTLE -> throttled();
        default ->
            HttpAnswer.error(
                HttpResponseStatus.INTERNAL_SERVER_ERROR,
                "InternalServerErrorException",
                "Internal server error");
      };
    }
    ClientConnection connection = connections.find(call.connectionId());
    if (connection == null) {
      return gone();
    }
    return switch (call.method()) {
      case "POST" -> post(connection, call);
      case "GET" -> HttpAnswer.json(HttpResponseStatus.OK, describe(connection));
      default -> {
        connection.close(CloseReason.DELETED);
        yield HttpAnswer.empty(HttpResponseStatus.NO_CONTENT);
      }
    };
  }

  private FullHttpResponse post(ClientConnection connection, ManagementCall call) {
    if (!connection.isWritable()) {
      return throttled();
    }
    if (faults.next(Operation.TRAFFIC) == null) {
      connection.send(PostedText.of(call.body(), call.channel().alloc()));
    } else {
      connection.drop();
    }
    return HttpAnswer.empty(HttpResponseStatus.OK);
  }

  private FullHttpResponse observed(
      ManagementCall call, @Nullable String signer, FullHttpResponse response) {
    observer.finished(() -> call.exchange(clock.millis(), signer, response));
    return response;
  }

  private static FullHttpResponse throttled() {
    return HttpAnswer.error(
        HttpResponseStatus.TOO_MANY_REQUESTS, "LimitExceededException", "Too Many Requests");
  }

  /** AWS: 410 carries an empty body; SDKs know it by the header alone. */
  private static FullHttpResponse gone() {
    return HttpAnswer.error(HttpResponseStatus.GONE, "GoneException", "");
  }

  /** AWS: pretty-printed, in this order, times in ISO 8601 with milliseconds. */
  private static String describe(ClientConnection connection) {
    Client client = connection.client();
    String userAgent = client.userAgent();
    return """
    {
      "identity" : {
        "sourceIp" : "%s"%s
      },
      "connectedAt" : "%s",
      "lastActiveAt" : "%s"
    }\
    """
        .formatted(
            client.sourceIp(),
            userAgent == null ? "" : ",\n    \"userAgent\" : \"" + escaped(userAgent) + "\"",
            ISO_MILLIS.format(Instant.ofEpochMilli(client.connectedAt())),
            ISO_MILLIS.format(Instant.ofEpochMilli(connection.lastActive())));
  }

  private static String escaped(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
