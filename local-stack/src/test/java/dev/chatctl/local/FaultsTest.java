package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Broadcasts through a gateway at which things go wrong, and how they are made to. */
class FaultsTest {
  private static final int MEMBERS = 100;
  private static final int MESSAGES = 6;

  @RegisterExtension static final RunningStack STACK = new RunningStack(StackOptions.defaults());

  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
  }

  /** One in a hundred is gone, unnoticed; of the posts 5% are throttled and 1% fail. */
  @Test
  void withGoneThrottledAndFailingRecipientsEveryLiveOneHasEveryMessageOnce() throws Exception {
    List<Member> members = STACK.crowd("faulty", MEMBERS);
    assertThat(put("lose-disconnect=100%")).startsWith("200 ");
    Member gone = members.removeLast();
    gone.close();
    await().until(() -> !gone.socket.isOpen());
    // Its end is lost for as long as the gateway may take to see it.
    assertThat(put("lose-disconnect=100%,throttle=5%,error=1%,seed=42")).startsWith("200 ");

    for (int i = 0; i < MESSAGES; i++) {
      members.get(i).say("message " + i + ".");
    }

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(members).allSatisfy(FaultsTest::hasEveryMessageOnce));
    assertThat(members).hasSize(MEMBERS - 1);
    assertThat(put("")).isEqualTo("200 \n");
    // What follows all the others' messages shows that nothing was on its way a second time.
    members.getFirst().say("the end.");
    await().until(() -> members.stream().allMatch(member -> heard(member, "the end.") == 1));
    assertThat(members).allSatisfy(FaultsTest::hasEveryMessageOnce);
    members.forEach(Member::close);
  }

  @Test
  void faultsAreToldAndChangedWhileTheStackRuns() throws Exception {
    URI url = STACK.addresses().controls().faultUrl();
    assertThat(send(HttpRequest.newBuilder(url))).isEqualTo("200 \n");
    assertThat(put("gone=100%,seed=7")).isEqualTo("200 gone=1.0,seed=7\n");
    var nobody =
        URI.create(
            STACK.addresses().api().managementEndpoint()
                + "/@connections/gbik1K9kzQAYKEilnA%3D%3D");
    var post = HttpRequest.newBuilder(nobody).POST(HttpRequest.BodyPublishers.ofString("x"));
    assertThat(send(post)).startsWith("410 ");
    assertThat(put("throttle=1")).startsWith("200 throttle");
    assertThat(send(post)).startsWith("429 ");
    assertThat(put("gome=1")).startsWith("400 fault: 'gome' (expected: post-latency, gone,");
    assertThat(put("")).isEqualTo("200 \n");
    assertThat(send(post)).startsWith("410 ");
  }

  private String put(String faults) throws Exception {
    return send(
        HttpRequest.newBuilder(STACK.addresses().controls().faultUrl())
            .PUT(HttpRequest.BodyPublishers.ofString(faults)));
  }

  private String send(HttpRequest.Builder request) throws Exception {
    var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  private static void hasEveryMessageOnce(Member member) {
    for (int i = 0; i < MESSAGES; i++) {
      assertThat(heard(member, "message " + i + ".")).isEqualTo(1);
    }
  }

  private static long heard(Member member, String text) {
    return member.frames.stream().filter(frame -> frame.contains(text)).count();
  }
}
