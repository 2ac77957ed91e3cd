package io.kwsbench.cli.use;

import com.beust.jcommander.Parameter;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.ExitCode;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.label.LabelSet;
import io.kwsbench.label.ProbabilityMap;
import io.kwsbench.label.Submission;
import java.nio.file.Path;

/** Turns probabilities into bytes for the challenge's twelve classes. */
public final class ConvertCommand implements Command {
  @Parameter(
      names = "--probs",
      order = 1,
      description = "CSV with fname and a column of probabilities for every class")
  @PathFlag(PathFlag.Use.READ)
  private String probabilities = "";

  @Parameter(names = "--out", order = 2, description = "memmap to write: uint8, clips x 12")
  @PathFlag(PathFlag.Use.FILE)
  private String out = "";

  @Parameter(
      names = "--order",
      order = 3,
      description = "CSV whose fname column gives the order of the clips")
  @PathFlag(PathFlag.Use.READ)
  private String order = "";

  @Parameter(
      names = "--labels",
      order = 4,
      description =
          "file with a class's name a line: the columns to take; by default all there are")
  @PathFlag(PathFlag.Use.READ)
  private String labels = "";

  @Override
  public String name() {
    return "convert";
  }

  @Override
  public String summary() {
    return "Turns probabilities into a uint8 memmap of the challenge's twelve classes.";
  }

  @Override
  public String example() {
    return "convert --probs all.csv --out wanted.memmap";
  }

  @Override
  public String synopsis() {
    return "--probs FILE.csv --out FILE.memmap [flags]";
  }

  @Override
  public ExitCode run(CliContext context) {
    Path from = TypedPath.required("--probs", probabilities);
    Path to = TypedPath.required("--out", out);
    LabelSet classes =
        labels.isEmpty() ? ProbabilityMap.labels(from) : LabelSet.read(TypedPath.of(labels));
    int clips =
        order.isEmpty()
            ? ProbabilityMap.convert(from, classes, to)
            : ProbabilityMap.convert(from, classes, to, Submission.names(TypedPath.of(order)));
    context
        .out()
        .println(
            clips
                + " clips x "
                + ProbabilityMap.CLASSES
                + " ("
                + String.join(" ", LabelSet.MAP.names())
                + "): "
                + to);
    return ExitCode.DONE;
  }
}
