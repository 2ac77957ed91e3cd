package io.kwsbench.cli.command;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterDescription;
import com.beust.jcommander.ParameterException;
import java.util.Arrays;
import java.util.Set;

/** The flags that were typed: one that would change nothing is refused, and never ignored. */
public final class TypedFlags {
  private static final Set<String> COMMON = Set.of("--help", "--version", "--verbose");

  private final JCommander parsed;

  public TypedFlags(JCommander parsed) {
    this.parsed = parsed;
  }

  /** Returns whether a flag was typed, under any of its names. */
  public boolean has(String name) {
    return parsed.getParameters().stream()
        .anyMatch(
            flag -> flag.isAssigned() && Arrays.asList(flag.getParameter().names()).contains(name));
  }

  /**
   * Requires that flags were not typed where they would change nothing.
   *
   * @param useless whether they would
   * @param why what follows the flag's name in the message, such as {@code is for --format text}
   * @throws ParameterException naming the first that was typed
   */
  public void refuse(boolean useless, String why, String... names) {
    for (String name : names) {
      if (useless && has(name)) {
        throw new ParameterException(name + " " + why);
      }
    }
  }

  /**
   * Requires that flags were not typed without the one that they belong to.
   *
   * @throws ParameterException naming both
   */
  public void onlyWith(String owner, String... names) {
    refuse(!has(owner), "needs " + owner, names);
  }

  private static boolean isAmong(ParameterDescription flag, Set<String> names) {
    return Arrays.stream(flag.getParameter().names())
        .anyMatch(name -> names.contains(name) || COMMON.contains(name));
  }

  /**
   * Requires that nothing was typed but these flags and those that every command has.
   *
   * @throws ParameterException naming the first other
   */
  public void allow(String what, Set<String> names) {
    for (ParameterDescription flag : parsed.getParameters()) {
      if (flag.isAssigned() && !isAmong(flag, names)) {
        throw new ParameterException(flag.getParameter().names()[0] + " does not apply to " + what);
      }
    }
  }
}
