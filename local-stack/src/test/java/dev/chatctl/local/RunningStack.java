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
    start();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    stop();
  }

  void start() throws Exception {
    stack = LocalStack.start(options);
    client = asyncHttpClient();
  }

  void stop() throws Exception {
    requireNonNull(client).close();
    requireNonNull(stack).close();
  }

  LocalStack stack() {
    return requireNonNull(stack);
  }

  Addresses addresses() {
    return stack().addresses();
  }

  /** What a table of the definition is called here. */
  String table(String name) {
    return requireNonNull(addresses().aws().tables().get(name), name);
  }

  /** What clients connect to with a query such as room=lobby. */
  URI url(String query) {
    return URI.create(addresses().api().webSocketUrl() + "?" + query);
  }

  /** Lets these things go wrong from now on. */
  void faults(String faults) throws Exception {
    var answer =
        requireNonNull(client)
            .preparePut(addresses().controls().faultUrl().toString())
            .setBody(faults)
            .execute()
            .get();
    if (answer.getStatusCode() != 200) {
      throw new IllegalArgumentException(answer.getResponseBody());
    }
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
