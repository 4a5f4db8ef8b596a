package dev.chatctl.loadtest.compare;

import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/**
 * Listeners in Gatling's own WebSocket DSL: they connect, stay, and see nothing of what arrives.
 */
public final class StockSimulation extends Simulation {
  /** Reads the system properties url, clients, rate and stay, the latter in seconds. */
  @SuppressWarnings("this-escape") // Gatling's DSL is used in the constructor
  public StockSimulation() {
    int clients = Integer.getInteger("clients");
    int rate = Integer.getInteger("rate");
    setUp(
            scenario("listeners")
                .exec(ws("connect").connect("/"))
                .pause(Duration.ofSeconds(Integer.getInteger("stay")))
                .exec(ws("close").close())
                .injectOpen(
                    rampUsers(clients).during(Duration.ofSeconds(Math.ceilDiv(clients, rate)))))
        .protocols(http.wsBaseUrl(System.getProperty("url")).shareConnections().disableWarmUp());
  }
}
