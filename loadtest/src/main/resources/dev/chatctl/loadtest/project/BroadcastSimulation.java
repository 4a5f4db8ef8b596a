package chat;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.chatctl.loadtest.simulation.ChatSimulation;

/** Some listen, one publishes, and every delivery is accounted for. */
public final class BroadcastSimulation extends ChatSimulation {
  public BroadcastSimulation() {
    super("broadcast", "--chat=chat.json", "--clients=20", "--messages=20");
    // What comes before listen() and publish() is yours: feeders, a login. What it leaves in the
    // session is ${client.NAME} in chat.json, as .check(jsonPath("$.token").saveAs("token")) does.
    setUp(
            scenario("listeners").exec(listen()).injectOpen(rampUsers(listeners()).during(1)),
            scenario("publishers").exec(publish()).injectOpen(atOnceUsers(publishers())))
        .protocols(http.disableWarmUp())
        .assertions(details("broadcast to last").failedRequests().count().is(0L));
  }
}
