package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.event.Unproven;
import dev.chatctl.gateway.invoke.FunctionSettings;
import dev.chatctl.gateway.limit.Limits;
import dev.chatctl.gateway.limit.Sizes;
import dev.chatctl.gateway.limit.ThrottleSettings;
import dev.chatctl.gateway.limit.Timeouts;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A component that is set is set, and no other, whatever stands beside it. */
class WithersTest {
  /** A value that no default has, for each type of component. */
  private static final Map<Class<?>, Object> VALUES =
      Map.of(
          Duration.class,
          Duration.ofSeconds(17),
          boolean.class,
          true,
          int.class,
          417,
          long.class,
          17L,
          String.class,
          "another",
          CloseReason.class,
          new CloseReason(4017, "another"),
          ThrottleSettings.class,
          new ThrottleSettings(17, 17),
          Map.class,
          Map.of("route", new ThrottleSettings(17, 17)),
          Consumer.class,
          (Consumer<String>) System.err::println);

  static Stream<Record> values() {
    return Stream.of(
        Timeouts.AWS, Sizes.AWS, Limits.AWS, Unproven.DEFAULT, FunctionSettings.named("function"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void eachSetsItsOwnComponentAndNoOther(Record before) throws Exception {
    List<Method> withers =
        Arrays.stream(before.getClass().getMethods())
            .filter(method -> method.getName().startsWith("with"))
            .filter(method -> method.getParameterCount() == 1)
            .toList();
    assertThat(withers).isNotEmpty();
    for (Method wither : withers) {
      Object value = VALUES.get(wither.getParameterTypes()[0]);
      Object after = wither.invoke(before, value);
      for (RecordComponent component : before.getClass().getRecordComponents()) {
        boolean own = wither.getName().equalsIgnoreCase("with" + component.getName());
        assertThat(component.getAccessor().invoke(after))
            .as("%s of %s", component.getName(), wither)
            .isEqualTo(own ? value : component.getAccessor().invoke(before));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void noDefaultIsTheOther(Record before) throws Exception {
    for (RecordComponent component : before.getClass().getRecordComponents()) {
      assertThat(component.getAccessor().invoke(before))
          .as(component.getName())
          .isNotEqualTo(VALUES.get(component.getType()));
    }
  }
}
