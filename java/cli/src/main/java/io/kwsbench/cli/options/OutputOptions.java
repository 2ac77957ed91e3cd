package io.kwsbench.cli.options;

import com.beust.jcommander.Parameter;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;

/** The flag for the result file; each command has its own format flag. */
@FlagGroup("output")
public final class OutputOptions {
  @Parameter(
      names = "--out",
      order = 61,
      description = "file to write the result to, completely or not at all; default: stdout")
  @PathFlag(PathFlag.Use.FILE)
  public String out = "";
}
