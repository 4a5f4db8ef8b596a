package dev.chatctl.core.room;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatctl.core.message.Member;
import dev.chatctl.core.settings.BackendSettings;
import dev.chatctl.core.settings.RateLimitSettings;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.testing.TestTables;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rooms whose members are spread over several partitions. */
class ShardedRoomTest {
  private static final String ROOM = "lobby";
  private static final int MEMBERS = 48;

  private final TestTables tables = new TestTables();
  private final BackendSettings settings =
      BackendSettings.fromEnvironment(tables.environment(URI.create("http://127.0.0.1:1")));
  private final Registry registry =
      new Registry(tables.tables(), settings.tables(), settings.rateLimit());
  private final Instant now = Instant.parse("2026-11-20T12:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void everybodyIsListedInOneShardAndAllShardsAreUsed(int shards) {
    fill(shards, now);

    Map<String, List<Map<String, String>>> rows =
        tables.items("active_connections").stream()
            .collect(groupingBy(row -> row.getOrDefault("room_shard", "")));

    assertThat(rows.keySet())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, shards).mapToObj(shard -> ROOM + "#" + shard).toList());
    assertThat(rows.values()).allSatisfy(shard -> assertThat(shard).hasSizeBetween(1, 96 / shards));
    assertThat(registry.room(ROOM).join().members()).isEqualTo(MEMBERS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void everybodyIsReadOnceInOrderOfShardAndId(int shards) {
    RoomState room = fill(shards, now);

    List<Recipient> recipients = registry.recipients(room, now).join();

    assertThat(recipients).extracting(Recipient::connectionId).hasSameElementsAs(ids());
    assertThat(recipients)
        .hasSize(MEMBERS)
        .isSortedAccordingTo(
            (a, b) ->
                a.shard() == b.shard()
                    ? a.connectionId().compareTo(b.connectionId())
                    : a.shard() - b.shard());
    assertThat(recipients)
        .allSatisfy(
            recipient -> {
              Connection found = registry.find(recipient.connectionId()).join().orElseThrow();
              assertThat(found.shard()).isEqualTo(recipient.shard());
            });
    assertThat(members(room))
        .extracting(Member::connectionId)
        .containsExactlyElementsOf(recipients.stream().map(Recipient::connectionId).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void aShardIsReadFromAnyIdOn(int shards) {
    RoomState room = fill(shards, now);
    for (int shard = 0; shard < shards; shard++) {
      List<Recipient> whole = registry.recipients(ROOM, shard, "", now).join();
      int of = shard;
      assertThat(whole).isNotEmpty().allMatch(recipient -> recipient.shard() == of);
      for (int i = 0; i < whole.size(); i++) {
        String from = whole.get(i).connectionId();
        assertThat(registry.recipients(ROOM, shard, from, now).join())
            .isEqualTo(whole.subList(i, whole.size()));
      }
    }
    assertThat(registry.recipients(ROOM, room.shards(), "", now).join()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void whoLeavesIsTakenOffItsShardAndCountedOutOnce(int shards) {
    fill(shards, now);
    for (boolean first : new boolean[] {true, false}) {
      for (String id : ids()) {
        var departure =
            new Departure(id, now, now.plusSeconds(9), OptionalInt.of(1000), Optional.of("bye"));
        assertThat(registry.depart(departure).join()).map(Closing::first).contains(first);
      }
      assertThat(tables.items("active_connections")).isEmpty();
      assertThat(registry.room(ROOM).join().members()).isZero();
    }
    assertThat(tables.items("session_history"))
        .hasSize(MEMBERS)
        .allSatisfy(
            session ->
                assertThat(session)
                    .containsEntry("duration_seconds", "9")
                    .containsEntry("close_code", "1000")
                    .containsEntry("close_reason", "bye"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void whoIsDeadIsTakenOffItsShardUntilItsEndIsKnown(int shards) {
    RoomState room = fill(shards, now);
    for (Recipient dead : registry.recipients(room, now).join()) {
      registry.remove(dead, now.plusSeconds(5)).join();
      registry.remove(dead, now.plusSeconds(6)).join();
      assertThat(registry.find(dead.connectionId()).join()).isEmpty();
    }
    assertThat(tables.items("active_connections")).isEmpty();
    IntStream.range(0, shards).forEach(shard -> registry.count(ROOM, shard).join());
    assertThat(registry.room(ROOM).join().members()).isZero();
    assertThat(tables.items("session_history"))
        .allSatisfy(
            session ->
                assertThat(session)
                    .containsEntry("duration_seconds", "5")
                    .containsEntry("close_reason", "gone"));

    var known =
        new Departure(
            ids().getFirst(), now, now.plusSeconds(7), OptionalInt.of(1006), Optional.empty());
    assertThat(registry.depart(known).join()).map(Closing::first).contains(true);
    assertThat(registry.depart(known).join()).map(Closing::first).contains(false);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void aNewNameIsKnownInTheSessionAndInTheShard(int shards) {
    RoomState room = fill(shards, now);
    for (String id : ids()) {
      registry.rename(registry.find(id).join().orElseThrow(), "new " + id).join();
    }
    assertThat(members(room))
        .hasSize(MEMBERS)
        .allSatisfy(member -> assertThat(member.name()).isEqualTo("new " + member.connectionId()));
    assertThat(registry.find("c7=").join().orElseThrow().user().name()).isEqualTo("new c7=");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void whoOutlivedTwoHoursIsExpiredInWhateverShardAndNobodysRecipient(int shards) {
    Duration oldest = Duration.ofHours(2).plusMinutes(5);
    RoomState room = fill(shards, now.minus(oldest));
    arrive(arrival("young=", now.minus(oldest).plusMillis(1)));

    assertThat(expired(room))
        .extracting(Recipient::connectionId)
        .hasSize(MEMBERS)
        .hasSameElementsAs(ids());
    assertThat(registry.recipients(room, now).join())
        .extracting(Recipient::connectionId)
        .containsExactly("young=");
    assertThat(members(room)).extracting(Member::connectionId).containsExactly("young=");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void whetherOneWantsToHearItselfIsKnownInItsShard(int shards) {
    RoomState room = fill(shards, now);
    arrive(arrival("yes=", Optional.of(true), now));
    arrive(arrival("no=", Optional.of(false), now));

    assertThat(registry.recipients(room, now).join())
        .filteredOn(recipient -> recipient.echo().isPresent())
        .extracting(Recipient::connectionId, recipient -> recipient.echo().get())
        .containsExactlyInAnyOrder(tuple("yes=", true), tuple("no=", false));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void everybodyInASmallRoomIsReadAndNobodyOfALargerOne(int shards) {
    RoomState room = fill(shards, now);
    assertThat(registry.recipientsIfFew(room, MEMBERS, now).join())
        .get()
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(MEMBERS);
    assertThat(registry.recipientsIfFew(room, MEMBERS - 1, now).join()).isEmpty();
    assertThat(registry.recipientsIfFew(room, 2, now).join()).isEmpty();
  }

  @Test
  void aConnectionMaySendAsFastAsIsSetAndWithoutALimitAsFastAsItCan() {
    var someone = new Connection("a=", "lobby", 0, User.guest("Ann"), "envelope", now);
    var limited = new Registry(tables.tables(), settings.tables(), new RateLimitSettings(1, 1));
    var free =
        new Registry(
            tables.tables(),
            settings.tables(),
            new RateLimitSettings(RateLimitSettings.UNLIMITED, 1));
    assertThat(limited.admit(someone, now).join()).isTrue();
    assertThat(limited.admit(someone, now).join()).isFalse();
    assertThat(free.admit(someone, now).join()).isTrue();
    assertThat(free.admit(someone, now).join()).isTrue();
  }

  private void arrive(Arrival arrival) {
    registry.arrive(arrival, registry.room(arrival.room()).join()).join();
  }

  /** Read in small pages. */
  private List<Member> members(RoomState room) {
    var members = new ArrayList<Member>();
    Optional<People.Cursor> from = Optional.empty();
    do {
      People page = registry.members(room, from, 5, now).join();
      assertThat(page.members()).hasSizeLessThanOrEqualTo(5);
      members.addAll(page.members());
      from = page.next().map(People.Cursor::write).flatMap(People.Cursor::read);
    } while (from.isPresent());
    return members;
  }

  private List<Recipient> expired(RoomState room) {
    return IntStream.range(0, room.shards())
        .mapToObj(shard -> registry.expired(ROOM, shard, now).join())
        .flatMap(List::stream)
        .toList();
  }

  private RoomState fill(int shards, Instant connectedAt) {
    tables.put("rooms", Row.of("room", ROOM).with("shard_count", shards));
    ids().forEach(id -> arrive(arrival(id, connectedAt)));
    RoomState room = registry.room(ROOM).join();
    assertThat(room.shards()).isEqualTo(shards);
    return room;
  }

  private static List<String> ids() {
    return IntStream.range(0, MEMBERS).mapToObj(i -> "c" + i + "=").toList();
  }

  private static Arrival arrival(String id, Instant connectedAt) {
    return arrival(id, Optional.empty(), connectedAt);
  }

  private static Arrival arrival(String id, Optional<Boolean> echo, Instant connectedAt) {
    return new Arrival(id, ROOM, User.guest("guest"), "envelope", echo, "", connectedAt);
  }
}
