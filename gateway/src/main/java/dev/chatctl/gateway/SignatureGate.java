package dev.chatctl.gateway;

import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.signature.Signatures;
import dev.chatctl.gateway.signature.Signatures.Verdict;
import dev.chatctl.gateway.signature.SignedRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks for signatures where the settings demand them, and words the refusals. */
final class SignatureGate {
  private static final int SHOWN_ACCOUNT_DIGITS = 4;

  private final Signatures signatures;

  SignatureGate(Signatures signatures) {
    this.signatures = signatures;
  }

  boolean isOpen() {
    return signatures.equals(Signatures.NONE);
  }

  /** Judges an IAM-authorized handshake: null when it may go on. */
  @Nullable GatewayError invoke(HttpRequest request, String sourceIp, String arn) {
    SignedRequest signed = signed(request, sourceIp, new byte[0]);
    return switch (signatures.verify(signed, "execute-api:Invoke", arn)) {
      case Verdict.Accepted accepted -> null;
      case Verdict.Missing missing -> GatewayError.MISSING_TOKEN;
      case Verdict.UnknownKey unknown -> GatewayError.UNKNOWN_KEY;
      case Verdict.Mismatch mismatch -> GatewayError.BAD_SIGNATURE;
      case Verdict.Denied denied ->
          denied.explicit() ? GatewayError.EXPLICIT_DENY : GatewayError.NO_ALLOW;
    };
  }

  /** Judges a management call. */
  Verdict manage(ManagementCall call, ByteBuf body) {
    return signatures.verify(
        signed(call.request(), call.sourceIp(), ByteBufUtil.getBytes(body)),
        "execute-api:ManageConnections",
        call.resource());
  }

  /** The answer to a call that was not accepted; null when it was. */
  @Nullable FullHttpResponse refusal(Verdict verdict, ManagementCall call) {
    return switch (verdict) {
      case Verdict.Accepted accepted -> null;
      case Verdict.Missing missing ->
          error("MissingAuthenticationTokenException", "message", "Missing Authentication Token");
      case Verdict.UnknownKey unknown ->
          error("UnrecognizedClientException", "message", GatewayError.UNKNOWN_KEY.message());
      case Verdict.Mismatch mismatch ->
          error("InvalidSignatureException", "message", GatewayError.BAD_SIGNATURE.message());
      case Verdict.Denied denied -> error("AccessDeniedException", "Message", denial(denied, call));
    };
  }

  /** AWS: the account is masked but for its end, and the id is a literal placeholder. */
  private static String denial(Verdict.Denied denied, ManagementCall call) {
    String account = call.api().accountId();
    String masked = "********" + account.substring(account.length() - SHOWN_ACCOUNT_DIGITS);
    return "User: %s is not authorized to perform: execute-api:ManageConnections on resource: %s because %s"
        .formatted(denied.arn(), call.resource().replace(account, masked), denied.reason());
  }

  private static FullHttpResponse error(String type, String key, String message) {
    return HttpAnswer.error(
        HttpResponseStatus.FORBIDDEN, type, "{\"%s\":\"%s\"}".formatted(key, message));
  }

  private static SignedRequest signed(HttpRequest request, String sourceIp, byte[] body) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String name : request.headers().names()) {
      headers.put(name, request.headers().getAll(name));
    }
    return new SignedRequest(request.method().name(), request.uri(), headers, body, sourceIp);
  }
}
