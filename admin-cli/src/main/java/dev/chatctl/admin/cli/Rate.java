package dev.chatctl.admin.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How many a second.
 *
 * @param perSecond greater than zero
 */
public record Rate(double perSecond) {
  public Rate {
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException("rate: " + perSecond + " (expected: > 0)");
    }
  }

  /** Reads 200 or 200/s. */
  public static final class Converter implements ITypeConverter<Rate> {
    @Override
    public Rate convert(String text) {
      try {
        return new Rate(Double.parseDouble(text.endsWith("/s") ? text.replace("/s", "") : text));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'" + text + "' (expected: a number > 0 of posts a second, such as 200 or 200/s)");
      }
    }
  }
}
