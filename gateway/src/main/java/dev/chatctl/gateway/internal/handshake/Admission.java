package dev.chatctl.gateway.internal.handshake;

import dev.chatctl.gateway.authorizer.Authorizer;
import dev.chatctl.gateway.authorizer.ConditionKeys;
import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.event.HandshakeFacts;
import dev.chatctl.gateway.event.RequestContext;
import dev.chatctl.gateway.internal.http.HttpRequests;
import dev.chatctl.gateway.internal.integration.Events;
import dev.chatctl.gateway.internal.integration.Integrations;
import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.observe.Exchange;
import dev.chatctl.gateway.route.WebSocketApi;
import dev.chatctl.gateway.signature.Signatures;
import dev.chatctl.gateway.signature.Signatures.Verdict;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who may open a socket, as far as the API asks: its signature, then its authorizer. */
public record Admission(Signatures signatures, Integrations integrations, InstantSource clock) {
  /** On the event loop: refuses a handshake, or lets it go on, once the authorizer has answered. */
  void decide(Handshake handshake, Consumer<Handshake> admitted) {
    GatewayError refusal = handshake.api().iamAuthorized() ? judgeSignature(handshake) : null;
    Authorizer authorizer = handshake.api().authorizer();
    if (refusal != null) {
      handshake.refuse(refusal, null);
    } else if (authorizer == null) {
      admitted.accept(handshake);
    } else {
      ask(authorizer, handshake, admitted);
    }
  }

  private @Nullable GatewayError judgeSignature(Handshake handshake) {
    HandshakeRequest request = handshake.request();
    Verdict verdict =
        signatures.verify(
            HttpRequests.signed(request.http(), new byte[0], request.sourceIp()),
            "execute-api:Invoke",
            handshake.connectArn());
    return switch (verdict) {
      case Verdict.Accepted accepted -> null;
      case Verdict.Missing missing -> GatewayError.MISSING_TOKEN;
      case Verdict.UnknownKey unknown -> GatewayError.UNKNOWN_KEY;
      case Verdict.Mismatch mismatch -> GatewayError.BAD_SIGNATURE;
      case Verdict.Denied denied ->
          denied.explicit() ? GatewayError.EXPLICIT_DENY : GatewayError.NO_ALLOW;
    };
  }

  private void ask(Authorizer authorizer, Handshake handshake, Consumer<Handshake> admitted) {
    RequestContext event = handshake.event();
    WebSocketApi api = handshake.api();
    HandshakeFacts facts = handshake.request().factsForAuthorizer(event.time());
    if (!authorizer.isIdentified(facts, event, api.stageVariables())) {
      handshake.refuse(GatewayError.UNAUTHORIZED, null);
      return;
    }
    integrations.start(
        authorizer.function(),
        () -> Events.authorizer(event, facts, api.stageVariables(), handshake.connectArn()),
        call -> {
          AuthorizerAnswer answer = answer(call, handshake);
          handshake.onLoop(
              () -> {
                switch (answer) {
                  case AuthorizerAnswer.Allowed(var authorization) ->
                      admitted.accept(handshake.authorized(authorization));
                  case AuthorizerAnswer.Refused(var error) -> handshake.refuse(error, null);
                }
              });
        });
  }

  private AuthorizerAnswer answer(Exchange.Call call, Handshake handshake) {
    Client client = handshake.event().client();
    return switch (call.result()) {
      case InvocationResult.Returned returned ->
          AuthorizerAnswer.of(
              returned.payload(),
              handshake.connectArn(),
              new ConditionKeys(client.sourceIp(), client.userAgent(), clock),
              call.latencyMillis());
      case InvocationResult.FunctionError error -> AuthorizerAnswer.ofFailure(error.message());
      case null, default -> new AuthorizerAnswer.Refused(GatewayError.AUTHORIZER_FAILURE);
    };
  }
}
