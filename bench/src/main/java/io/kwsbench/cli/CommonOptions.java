package io.kwsbench.cli;

import com.beust.jcommander.Parameter;

/** The flags that every command takes. */
final class CommonOptions {
  @Parameter(names = "--help", arity = 1, order = 1000, description = "print this help")
  boolean help;

  @Parameter(names = "--version", arity = 1, order = 1001, description = "print the version")
  boolean version;

  @Parameter(
      names = "--verbose",
      arity = 1,
      order = 1002,
      description = "log what is done; print stack traces")
  boolean verbose;
}
