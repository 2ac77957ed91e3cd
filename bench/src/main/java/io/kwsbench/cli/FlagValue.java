package io.kwsbench.cli;

import com.beust.jcommander.ParameterDescription;
import com.beust.jcommander.ParameterException;
import io.kwsbench.cli.command.MayBeEmpty;

/** Checks of a typed value against the type of its flag. */
final class FlagValue {
  private FlagValue() {}

  /**
   * The value, if it suits the flag.
   *
   * @throws ParameterException when it is empty, or no number where the flag takes one; the message
   *     names the flag and the value
   */
  static String checked(ParameterDescription flag, String name, String value) {
    Class<?> type = flag.getParameterized().getType();
    if (value.isEmpty() && OutputGuard.field(flag).getAnnotation(MayBeEmpty.class) == null) {
      throw new ParameterException(name + " needs a value; '' is empty");
    }
    if (type == int.class || type == Integer.class) {
      requireWhole(name, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (type == long.class || type == Long.class) {
      requireWhole(name, value, Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (type == double.class || type == Double.class) {
      requireNumber(name, value);
    }
    return value;
  }

  private static void requireWhole(String name, String value, long min, long max) {
    if (!value.matches("[+-]?[0-9]+")) {
      throw new ParameterException(name + " must be a whole number, not '" + value + "'");
    }
    try {
      long number = Long.parseLong(value);
      if (number >= min && number <= max) {
        return;
      }
    } catch (NumberFormatException e) {
      // has more digits than any flag takes
    }
    throw new ParameterException(name + " must be from " + min + " to " + max + ", not " + value);
  }

  private static void requireNumber(String name, String value) {
    try {
      if (Double.isFinite(Double.parseDouble(value))) {
        return;
      }
    } catch (NumberFormatException e) {
      // not finite either
    }
    throw new ParameterException(name + " must be a number, not '" + value + "'");
  }
}
