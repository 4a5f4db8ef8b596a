package dev.chatctl.gateway.internal.management;

import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.internal.http.HttpAnswer;
import dev.chatctl.gateway.internal.http.HttpRequests;
import dev.chatctl.gateway.signature.Signatures;
import dev.chatctl.gateway.signature.Signatures.Verdict;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/** Asks calls for signatures, and words the refusals. */
final class SignatureCheck {
  private static final int SHOWN_ACCOUNT_DIGITS = 4;

  private SignatureCheck() {}

  static Verdict verify(Signatures signatures, ManagementCall call) {
    byte[] body = ByteBufUtil.getBytes(call.body());
    return signatures.verify(
        HttpRequests.signed(call.request(), body, call.sourceIp()),
        "execute-api:ManageConnections",
        call.resource());
  }

  /** The answer to a call that was not accepted; null when it was. */
  static @Nullable FullHttpResponse refusal(Verdict verdict, ManagementCall call) {
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
    String account = call.api().stage().accountId();
    String masked = "********" + account.substring(account.length() - SHOWN_ACCOUNT_DIGITS);
    return "User: %s is not authorized to perform: execute-api:ManageConnections on resource: %s because %s"
        .formatted(denied.arn(), call.resource().replace(account, masked), denied.reason());
  }

  private static FullHttpResponse error(String type, String key, String text) {
    return HttpAnswer.error(HttpResponseStatus.FORBIDDEN, type, key, text);
  }
}
