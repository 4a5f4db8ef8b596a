package dev.chatctl.loadtest.example;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.csv;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.chatctl.loadtest.simulation.ChatSimulation;
import io.gatling.javaapi.core.ChainBuilder;

/** Members sign in over HTTP, and then every delivery among them is accounted for. */
public final class MembersSimulation extends ChatSimulation {
  private final String site = System.getProperty("login.url", "https://chat.example.com");

  /** Twenty listeners and one publisher, all of them members. */
  public MembersSimulation() {
    super("broadcast", "--chat=chat.json", "--clients=20", "--messages=20");
    ChainBuilder signIn =
        feed(csv("members.csv").circular())
            .exec(
                http("sign in")
                    .post(site + "/login")
                    .formParam("user", "#{user}")
                    .formParam("password", "#{password}")
                    .check(jsonPath("$.token").saveAs("token"))); // ${client.token} in chat.json
    setUp(
            scenario("listeners")
                .exec(signIn, listen())
                .injectOpen(rampUsers(listeners()).during(1)),
            scenario("publishers").exec(signIn, publish()).injectOpen(atOnceUsers(publishers())))
        .protocols(http.disableWarmUp())
        .assertions(
            details("sign in").failedRequests().count().is(0L),
            details("broadcast to last").failedRequests().count().is(0L));
  }
}
