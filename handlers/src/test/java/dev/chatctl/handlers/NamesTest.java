package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people may be called, so that nobody is taken for somebody else. */
class NamesTest {
  private final Instant now = Instant.now();
  private TestBackend backend = new TestBackend();

  @AfterEach
  void close() {
    backend.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann", "Ann", "\u0430nn", "ANN", "\uff21nn"})
  void aGuestIsNotCalledWhatAVerifiedUserInTheRoomIs(String name) {
    user("a=", "u-1", "ann");
    assertRefused(backend.connect("guest=", Map.of("name", name)));
    assertThat(backend.tables.items("active_connections")).hasSize(1);
    assertAdmitted(backend.connect("elsewhere=", Map.of("name", name, "room", "kitchen")));
    assertAdmitted(backend.connect("other=", Map.of("name", "anne")));
  }

  @Test
  void norIsAnotherUserWhoChoosesTheName() {
    user("a=", "u-1", "ann");
    assertRefused(userCalled("b=", "u-2", "ben", "ann"));
    assertAdmitted(userCalled("c=", "u-1", "ann", "ann"));
    assertAdmitted(user("namesake=", "u-3", "ann"));
  }

  @Test
  void norByTakingAnotherNameLater() {
    user("a=", "u-1", "ann");
    backend.connect("guest=", Map.of("name", "zoe"));
    assertThat(rename("guest=", "\u0430nn")).contains("\"code\":\"name_taken\"");
    assertThat(rename("guest=", "yve")).doesNotContain("error");
    assertThat(rename("a=", "bea")).doesNotContain("error");
    assertThat(rename("guest=", "ann")).as("free again").doesNotContain("error");
    assertThat(rename("guest=", "BEA")).contains("\"code\":\"name_taken\"");
  }

  @Test
  void aNameIsFreeAgainWhenItsUserHasGone() {
    user("a=", "u-1", "ann");
    backend.disconnect("a=", now, 1000, "bye");
    assertAdmitted(backend.connect("guest=", Map.of("name", "ann")));
  }

  @Test
  void guestsMayBeCalledAlikeUnlessNamesAreUnique() {
    assertAdmitted(backend.connect("a=", Map.of("name", "zoe")));
    assertAdmitted(backend.connect("b=", Map.of("name", "zoe")));
    restart("unique-in-room");
    assertAdmitted(backend.connect("a=", Map.of("name", "zoe")));
    assertRefused(backend.connect("b=", Map.of("name", "ZOE")));
    assertAdmitted(backend.connect("b=", Map.of("name", "ZOE", "room", "kitchen")));
    assertAdmitted(backend.connect("c=", Map.of()));
    assertAdmitted(backend.connect("d=", Map.of()));
    assertRefused(user("namesake=", "u-3", "zoe"));
    assertAdmitted(user("e=", "u-4", "yve"));
    assertAdmitted(user("f=", "u-4", "yve"));
  }

  @ParameterizedTest
  @CsvSource({"ann, 200", "'', 200", "ben, 403", "Ann, 403"})
  void whereTheTokenSaysWhatOneIsCalledNothingElseWillDo(String name, int status) {
    restart("claim");
    assertThat(userCalled("a=", "u-1", "ann", name).integer("statusCode")).hasValue(status);
    assertThat(backend.connect("guest=", Map.of("name", "zoe")).integer("statusCode"))
        .hasValue(403);
    assertAdmitted(backend.connect("guest=", Map.of()));
    assertThat(rename("guest=", "zoe")).contains("\"code\":\"forbidden\"");
  }

  /** Nobody is kept out for want of an answer. */
  @Test
  void whoCannotBeAskedForKeepsNobodyOut() throws Exception {
    backend.close();
    try (var dynamoDb = new ThrottlingDynamoDb(TestBackend.tablesEndpoint())) {
      backend =
          new TestBackend(Map.of("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString()));
      user("a=", "u-1", "ann");
      dynamoDb.throttle("Query", backend.tables.name("limits"), 1_000_000);
      assertAdmitted(backend.connect("guest=", Map.of("name", "ann")));
    }
  }

  private void restart(String rule) {
    backend.close();
    backend = new TestBackend(Map.of("NAMES", rule));
  }

  private JsonObject user(String id, String user, String name) {
    return userCalled(id, user, name, "");
  }

  /** A user whose token says a name, and who asks for another. */
  private JsonObject userCalled(String id, String user, String name, String asked) {
    return backend.connectAs(id, now, Map.of("user_id", user, "name", name), Map.of("name", asked));
  }

  private String rename(String id, String name) {
    return backend
        .fallback(id, "{\"action\":\"rename\",\"name\":\"" + name + "\"}")
        .string("body")
        .orElse("");
  }

  private static void assertAdmitted(JsonObject result) {
    assertThat(result.integer("statusCode")).as(result.string("body").orElse("")).hasValue(200);
  }

  private static void assertRefused(JsonObject result) {
    assertThat(result.integer("statusCode")).hasValue(403);
    assertThat(result.string("body"))
        .hasValueSatisfying(it -> assertThat(it).startsWith("name: reached"));
  }
}
