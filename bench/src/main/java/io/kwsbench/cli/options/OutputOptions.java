package io.kwsbench.cli.options;

import com.beust.jcommander.Parameter;
import io.kwsbench.cli.command.PathFlag;

/** Where results go; in what form is each command's own flag. */
public final class OutputOptions {
  @Parameter(
      names = "--out",
      order = 61,
      description = "file for the result instead of stdout; written whole or not at all")
  @PathFlag(PathFlag.Use.FILE)
  public String out = "";
}
