package io.kwsbench.usage;

import com.beust.jcommander.JCommander;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The flags that a command takes: advice names no other.
 *
 * @param names such as {@code --resume}
 */
public record Flags(Set<String> names) {
  public Flags {
    names = Set.copyOf(names);
  }

  /** The flags of the command that a parser reads. */
  public static Flags of(JCommander parser) {
    return new Flags(
        parser.getParameters().stream()
            .flatMap(flag -> Arrays.stream(flag.getParameter().names()))
            .collect(Collectors.toSet()));
  }

  /** Advice that names a flag; nothing where the command has no such flag. */
  public String with(String flag, String advice) {
    return with(flag, advice, "");
  }

  /** Advice that names a flag, or another where the command has no such flag. */
  public String with(String flag, String advice, String without) {
    return names.contains(flag) ? advice : without;
  }
}
