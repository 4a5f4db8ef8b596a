package dev.chatctl.core.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomShardTest {
  @ParameterizedTest
  @CsvSource({"lobby, 0, lobby#0", "a#b, 12, a#b#12", "'', 3, '#3'"})
  void isReadBackFromItsKey(String room, int shard, String key) {
    var roomShard = new RoomShard(room, shard);
    assertThat(roomShard.key()).isEqualTo(key);
    assertThat(RoomShard.of(key)).isEqualTo(roomShard);
  }

  @ParameterizedTest
  @CsvSource({"lobby", "''"})
  void aKeyWithoutAShardIsOfNoRoom(String key) {
    assertThat(RoomShard.of(key)).isEqualTo(new RoomShard("", 0));
  }
}
