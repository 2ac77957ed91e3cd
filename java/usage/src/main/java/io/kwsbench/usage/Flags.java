package io.kwsbench.usage;

import java.util.Set;

/**
 * The flags that a command takes: advice names no other.
 *
 * @param names such as {@code --resume}
 */
public record Flags(Set<String> names) {
  public Flags {
    names = Set.copyOf(names);
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
