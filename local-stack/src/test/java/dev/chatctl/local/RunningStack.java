package dev.chatctl.local;

import static java.util.Objects.requireNonNull;
import static org.asynchttpclient.Dsl.asyncHttpClient;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.asynchttpclient.AsyncHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A local stack for all tests of a class, and clients of it that share no code with it. */
final class RunningStack implements BeforeAllCallback, AfterAllCallback {
  private final StackOptions options;
  private @Nullable LocalStack stack;
  private @Nullable AsyncHttpClient client;

  RunningStack(StackOptions options) {
    this.options = options;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    stack = LocalStack.start(options);
    client = asyncHttpClient();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    requireNonNull(client).close();
    requireNonNull(stack).close();
  }

  LocalStack stack() {
    return requireNonNull(stack);
  }

  Addresses addresses() {
    return stack().addresses();
  }

  /** What clients connect to with a query such as room=lobby. */
  URI url(String query) {
    return URI.create(addresses().api().webSocketUrl() + "?" + query);
  }

  /** Somebody who connects with a query. */
  Member connect(String query) throws Exception {
    return new Member(requireNonNull(client), url(query));
  }

  /** Somebody who offers a subprotocol. */
  Member connect(String query, String subprotocol) throws Exception {
    return new Member(requireNonNull(client), url(query), subprotocol);
  }

  /** So many in one room. */
  List<Member> crowd(String room, int size) throws Exception {
    var members = new ArrayList<Member>();
    for (int i = 0; i < size; i++) {
      members.add(connect("room=" + room));
    }
    return members;
  }
}
