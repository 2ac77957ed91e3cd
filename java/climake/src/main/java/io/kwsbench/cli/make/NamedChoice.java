package io.kwsbench.cli.make;

import com.beust.jcommander.ParameterException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The value of a flag that is one of some names. */
final class NamedChoice {
  private NamedChoice() {}

  /**
   * The choice with a name.
   *
   * @param flag for the message
   * @param label the name of a choice
   * @throws ParameterException when there is none of that name
   */
  static <T> T of(String flag, String name, T[] all, Function<T, String> label) {
    return Arrays.stream(all)
        .filter(one -> label.apply(one).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    flag
                        + ": '"
                        + name
                        + "' is not "
                        + Arrays.stream(all).map(label).collect(Collectors.joining(" or "))));
  }
}
