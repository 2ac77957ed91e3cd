package io.kwsbench.cli;

import com.beust.jcommander.ParameterDescription;
import com.beust.jcommander.ParameterException;
import io.kwsbench.cli.command.MayBeEmpty;
import io.kwsbench.cli.command.Within;
import java.lang.reflect.Field;

/** Checks of a typed value against the type of its flag. */
final class FlagValue {
  private FlagValue() {}

  /**
   * The value, if it suits the flag.
   *
   * @throws ParameterException when it is empty, no number where the flag takes one, or out of the
   *     flag's bounds; the message names the flag and the value
   */
  static String checked(ParameterDescription flag, String name, String value) {
    Field field = OutputGuard.field(flag);
    Class<?> type = field.getType();
    if (value.isEmpty() && !field.isAnnotationPresent(MayBeEmpty.class)) {
      throw new ParameterException(name + " needs a value; '' is empty");
    }
    if (field.isAnnotationPresent(Within.class)) {
      Within bounds = field.getAnnotation(Within.class);
      requireWhole(name, value, bounds.min(), bounds.max());
    } else if (type == int.class || type == Integer.class) {
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
