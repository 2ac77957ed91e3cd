package io.kwsbench.cli;

import java.util.List;

/**
 * A flag as shells complete it and the man page lists it.
 *
 * @param names all its names
 * @param meaning its description with the default
 * @param value what a shell offers for its value
 */
record ShellFlag(List<String> names, String meaning, ShellValue value) {
  ShellFlag {
    names = List.copyOf(names);
  }

  /** The description up to its first clause. */
  String summary() {
    return meaning.split("[;(]")[0].strip();
  }
}
