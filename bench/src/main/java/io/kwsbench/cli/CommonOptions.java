package io.kwsbench.cli;

import com.beust.jcommander.Parameter;
import io.kwsbench.cli.command.FlagGroup;

/** The flags that every command takes. */
@FlagGroup("general")
final class CommonOptions {
  @Parameter(
      names = {"--help", "-h"},
      arity = 1,
      order = 1000,
      description = "print this help")
  boolean help;

  @Parameter(names = "--version", arity = 1, order = 1001, description = "print the version")
  boolean version;

  @Parameter(
      names = "--verbose",
      arity = 1,
      order = 1002,
      description = "log each step; print stack traces of errors")
  boolean verbose;
}
