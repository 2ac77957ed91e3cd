package io.kwsbench.cli;

import com.beust.jcommander.Parameter;

/** Where results go; in what form is each command's own flag. */
final class OutputOptions {
  @Parameter(
      names = "--out",
      order = 61,
      description = "file for the result instead of stdout; written whole or not at all")
  @PathFlag(PathFlag.Use.FILE)
  String out = "";
}
