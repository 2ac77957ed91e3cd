package io.kwsbench.cli.measure;

import com.beust.jcommander.Parameter;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.OneLine;
import io.kwsbench.measure.Roofline;
import java.util.Optional;

/** The flag for the roofline in reports. */
@FlagGroup("output")
final class RooflineOption {
  @Parameter(
      names = "--roofline",
      arity = 1,
      order = 63,
      description =
          "measure the compute and memory limits of one core after the runs, in about 2"
              + " seconds, and report them; default: true for html, otherwise false")
  Boolean wanted;

  /**
   * Measures the roofline if it is requested and the run was not interrupted. What is measured
   * already must not be lost for it: where it cannot be measured, a warning says why.
   */
  Optional<Roofline> measure(String format, CliContext context) {
    boolean asked = wanted == null ? format.equals("html") : wanted;
    if (!asked || context.interrupted().getAsBoolean()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Roofline.measure());
    } catch (KwsException | LinkageError e) {
      context.warn("the report has no roofline: " + OneLine.of(e.getMessage()));
      return Optional.empty();
    }
  }
}
