package dev.chatctl.cli;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Gives each command that takes it the invocation it is part of. */
record Invoked(Invocation invocation) implements CommandLine.IFactory {
  private static final CommandLine.IFactory DEFAULT = CommandLine.defaultFactory();

  @Override
  public <K> K create(Class<K> type) throws Exception {
    Constructor<K> constructor = constructor(type, invocation.getClass());
    if (constructor == null) {
      return DEFAULT.create(type);
    }
    constructor.setAccessible(true);
    try {
      return constructor.newInstance(invocation);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** A program's own kind of invocation will do where any is asked for. */
  private static <K> @Nullable Constructor<K> constructor(Class<K> type, Class<?> argument) {
    try {
      return type.getDeclaredConstructor(argument);
    } catch (NoSuchMethodException e) {
      return argument == Invocation.class ? null : constructor(type, argument.getSuperclass());
    }
  }
}
