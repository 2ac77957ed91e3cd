package io.kwsbench.cli.use;

import com.beust.jcommander.Parameter;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.label.LabelSet;
import io.kwsbench.label.ProbabilityMap;
import io.kwsbench.label.Submission;
import io.kwsbench.usage.ExitCode;
import java.nio.file.Path;

/** Turns probabilities into bytes for the challenge's twelve classes. */
public final class ConvertCommand implements Command {
  @Parameter(
      names = "--probs",
      order = 1,
      description = "CSV file with fname and one column of probabilities per class; required")
  @PathFlag(PathFlag.Use.READ)
  private String probabilities = "";

  @Parameter(
      names = "--out",
      order = 2,
      description = "memmap to write (uint8, clips x 12); required")
  @PathFlag(PathFlag.Use.FILE)
  private String out = "";

  @Parameter(
      names = "--order",
      order = 3,
      description =
          "CSV file whose fname column gives the order of the clips; default: the order of"
              + " --probs")
  @PathFlag(PathFlag.Use.READ)
  private String order = "";

  @Parameter(
      names = "--labels",
      order = 4,
      description =
          "text file with one class name per line, which selects columns; default: all"
              + " columns")
  @PathFlag(PathFlag.Use.READ)
  private String labels = "";

  @Override
  public String name() {
    return "convert";
  }

  @Override
  public String summary() {
    return "Turns probabilities into a uint8 memmap of the challenge's 12 classes.";
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
