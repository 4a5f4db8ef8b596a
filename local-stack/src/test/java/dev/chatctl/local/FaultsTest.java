package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asynchttpclient.Dsl.asyncHttpClient;
import static org.awaitility.Awaitility.await;

import dev.chatctl.gateway.fault.Faults;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Broadcasts through a gateway at which things go wrong. */
class FaultsTest {
  private static final int MEMBERS = 10;
  private static final int MESSAGES = 20;

  @Test
  void throttledAndFailingPostsAreTriedAgainUntilEverybodyHasEveryMessageOnce() throws Exception {
    var faults = Faults.parse("throttle=5%,error=1%,seed=42");
    try (var stack = LocalStack.start(StackOptions.defaults().withFaults(faults));
        var client = asyncHttpClient()) {
      var url = URI.create(stack.addresses().webSocketUrl() + "?room=faulty");
      var members = new ArrayList<Member>();
      for (int i = 0; i < MEMBERS; i++) {
        members.add(new Member(client, url));
      }

      for (int i = 0; i < MESSAGES; i++) {
        members.getFirst().say("message " + i + ".");
      }

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> members.forEach(FaultsTest::hasEveryMessageOnce));
      members.forEach(Member::close);
    }
  }

  @Test
  void faultsAreToldAndChangedWhileTheStackRuns() throws Exception {
    try (var stack = LocalStack.start(StackOptions.defaults());
        var http = HttpClient.newHttpClient()) {
      URI url = stack.addresses().faultUrl();
      assertThat(send(http, HttpRequest.newBuilder(url))).isEqualTo("200 \n");
      assertThat(send(http, HttpRequest.newBuilder(url).PUT(of("gone=100%,seed=7"))))
          .isEqualTo("200 gone=1.0,seed=7\n");
      var nobody =
          URI.create(stack.addresses().managementEndpoint() + "/@connections/gbik1K9kzQAYKEilnA==");
      var post = HttpRequest.newBuilder(URI.create(nobody.toString().replace("=", "%3D")));
      assertThat(send(http, post.POST(of("x")))).startsWith("410 ");
      assertThat(send(http, HttpRequest.newBuilder(url).PUT(of("throttle=1"))))
          .startsWith("200 throttle");
      assertThat(send(http, post.POST(of("x")))).startsWith("429 ");
      assertThat(send(http, HttpRequest.newBuilder(url).PUT(of("gome=1"))))
          .startsWith("400 fault: 'gome' (expected: post-latency, gone,");
      assertThat(send(http, HttpRequest.newBuilder(url).PUT(of("")))).isEqualTo("200 \n");
      assertThat(send(http, post.POST(of("x")))).startsWith("410 ");
    }
  }

  private static String send(HttpClient http, HttpRequest.Builder request) throws Exception {
    var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  private static HttpRequest.BodyPublisher of(String body) {
    return HttpRequest.BodyPublishers.ofString(body);
  }

  private static void hasEveryMessageOnce(Member member) {
    for (int i = 0; i < MESSAGES; i++) {
      String text = "message " + i + ".";
      assertThat(member.frames).filteredOn(frame -> frame.contains(text)).hasSize(1);
    }
  }
}
