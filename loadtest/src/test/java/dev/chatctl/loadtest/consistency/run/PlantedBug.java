package dev.chatctl.loadtest.consistency.run;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a backend could be made to do wrong between its functions and the services they use, and
 * what the checker calls it.
 */
enum PlantedBug {
  NONE {
    @Override
    CompletableFuture<Void> carryOut(ServiceCall call) {
      return call.pass();
    }
  },
  ACKNOWLEDGES_WITHOUT_STORING("lost") {
    @Override
    CompletableFuture<Void> carryOut(ServiceCall call) {
      return call.is("TransactWriteItems") && call.isOneOf(4)
          ? call.answer(200, "{}")
          : call.pass();
    }
  },
  STORES_AFTER_THE_ANSWER("resume_gap", "page_gap") {
    @Override
    CompletableFuture<Void> carryOut(ServiceCall call) {
      if (call.is("TransactWriteItems") && call.isOneOf(2)) {
        return call.later(1_500).answer(200, "{}");
      }
      return call.pass();
    }
  },
  FORGETS_CLIENT_IDS("renamed", "doubled") {
    @Override
    CompletableFuture<Void> carryOut(ServiceCall call) {
      return call.is("TransactWriteItems")
          ? call.passWith(call.body().replace("client-id#", "client-id#" + System.nanoTime()))
          : call.pass();
    }
  },
  LOSES_ONE_MEMBER("untold") {
    @Override
    CompletableFuture<Void> carryOut(ServiceCall call) {
      return call.isPost() && Math.floorMod(call.path().hashCode(), 3) == 0
          ? call.answer(200, "")
          : call.pass();
    }
  },
  TELLS_TWICE("told_twice") {
    @Override
    CompletableFuture<Void> carryOut(ServiceCall call) {
      return call.isPost() && call.isOneOf(5) ? call.again().pass() : call.pass();
    }
  },
  TELLS_THE_FIRST_SHARD_ONLY("untold") {
    @Override
    CompletableFuture<Void> carryOut(ServiceCall call) {
      return call.is("Query") && call.body().contains("room_shard") && call.isOfOtherShard()
          ? call.answer(200, ServiceCall.NO_ROWS)
          : call.pass();
    }
  },
  READS_THE_FIRST_SHARD_ONLY("resume_gap", "page_gap") {
    @Override
    CompletableFuture<Void> carryOut(ServiceCall call) {
      return call.is("Query") && call.body().contains("room_bucket") && call.isOfOtherShard()
          ? call.answer(200, ServiceCall.NO_ROWS)
          : call.pass();
    }
  },
  RESUMES_TOO_LATE("resume_gap") {
    private static final Pattern BOUND = Pattern.compile("(\":bound\":\\{\"S\":\".{6})(.)");

    @Override
    CompletableFuture<Void> carryOut(ServiceCall call) {
      return call.is("Query") && call.body().contains("message_id > :bound")
          ? call.passWith(BOUND.matcher(call.body()).replaceFirst(PlantedBug::later))
          : call.pass();
    }
  },
  ANSWERS_SOME_PAGES_EMPTY("resume_gap", "page_gap") {
    @Override
    CompletableFuture<Void> carryOut(ServiceCall call) {
      return call.is("Query") && call.body().contains(" :bound") && call.isOneOf(3)
          ? call.answer(200, ServiceCall.NO_ROWS)
          : call.pass();
    }
  },
  FORGETS_WHEN_ONE_SPOKE("swapped") {
    @Override
    CompletableFuture<Void> carryOut(ServiceCall call) {
      if (!call.is("UpdateItem") || !call.body().contains(":tick")) {
        return call.pass();
      }
      // A function whose clock is ahead, every fourth time.
      long ahead = (System.currentTimeMillis() + 5_000) * 1024;
      return call.isOneOf(4)
          ? call.answer(
              400,
              "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\","
                  + "\"Item\":{\"spoke_at\":{\"N\":\""
                  + ahead
                  + "\"}}}")
          : call.answer(200, "{\"Attributes\":{}}");
    }
  },
  TELLS_ANOTHER_PLACE_LIVE("two_places") {
    private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":(\\d+)");

    @Override
    CompletableFuture<Void> carryOut(ServiceCall call) {
      return call.isPost() && call.isOneOf(5)
          ? call.passWith(
              SEQUENCE
                  .matcher(call.body())
                  .replaceFirst(n -> "\"sequence\":" + (Long.parseLong(n.group(1)) - 9)))
          : call.pass();
    }
  },
  COUNTS_ONE_MORE("count_drift") {
    private static final Pattern MEMBERS = Pattern.compile("(\":members\":\\{\"N\":\")(\\d+)");

    @Override
    CompletableFuture<Void> carryOut(ServiceCall call) {
      return call.is("UpdateItem")
          ? call.passWith(
              MEMBERS
                  .matcher(call.body())
                  .replaceFirst(n -> n.group(1) + (Long.parseLong(n.group(2)) + 1)))
          : call.pass();
    }
  },
  CLOSES_NO_SESSION("session_open") {
    @Override
    CompletableFuture<Void> carryOut(ServiceCall call) {
      return call.is("UpdateItem")
          ? call.passWith(call.body().replace("disconnected_at", "disconnected"))
          : call.pass();
    }
  },
  LEAVES_ROWS_BEHIND("row_left") {
    @Override
    CompletableFuture<Void> carryOut(ServiceCall call) {
      return call.is("DeleteItem") ? call.answer(200, "{}") : call.pass();
    }
  };

  @SuppressWarnings("ImmutableEnumChecker") // what Set.of returns is
  private final Set<String> kinds;

  PlantedBug(String... kinds) {
    this.kinds = Set.of(kinds);
  }

  /** Some of what it leads to. */
  Set<String> kinds() {
    return kinds;
  }

  abstract CompletableFuture<Void> carryOut(ServiceCall call);

  /** The bound half a minute later. */
  private static String later(MatchResult bound) {
    String digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    int digit = digits.indexOf(bound.group(2));
    return Matcher.quoteReplacement(
        bound.group(1) + digits.charAt(Math.min(digit + 1, digits.length() - 1)));
  }
}
