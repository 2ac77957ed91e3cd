package io.kwsbench.cli;

import com.beust.jcommander.Parameter;
import io.kwsbench.KwsException;
import io.kwsbench.train.CurveChart;
import io.kwsbench.train.EventFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Draws the curves of TensorBoard event files. */
final class PlotCommand implements Command {
  @Parameter(names = "--logs", order = 1, description = "folder of event files")
  private String logs = "";

  @Parameter(names = "--out", order = 2, description = "folder to write SVG files to")
  private String out = "";

  @Override
  public String name() {
    return "plot";
  }

  @Override
  public String summary() {
    return "Draws learning curves of event files as SVG.";
  }

  @Override
  public String synopsis() {
    return "--logs FOLDER --out FOLDER";
  }

  @Override
  public ExitCode run(CliContext context) {
    Path folder = BulkModelOptions.required("--logs", logs);
    Path target = BulkModelOptions.required("--out", out);
    if (!Files.isDirectory(folder)) {
      throw new KwsException("--logs " + folder + ": no such folder");
    }
    List<EventFile.Scalar> scalars = EventFile.read(folder);
    if (scalars.isEmpty()) {
      throw new KwsException("--logs " + folder + ": no events in it");
    }
    write(context, target, "loss", scalars, "loss", "val_loss");
    write(context, target, "accuracy", scalars, "categorical_accuracy", "val_categorical_accuracy");
    write(context, target, "learning_rate", scalars, "lr");
    return ExitCode.DONE;
  }

  private static void write(
      CliContext context,
      Path folder,
      String name,
      List<EventFile.Scalar> scalars,
      String... tags) {
    CurveChart chart = new CurveChart(name);
    for (String tag : tags) {
      chart.add(tag, scalars.stream().filter(s -> s.tag().equals(tag)).toList());
    }
    if (!chart.isEmpty()) {
      Path file = folder.resolve(name + ".svg");
      ResultFile.deliver(chart.toSvg(), file.toString(), context);
      context.out().println(file);
    }
  }
}
