package io.kwsbench.cli.make;

import com.beust.jcommander.Parameter;
import io.kwsbench.KwsException;
import io.kwsbench.chart.CurveChart;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.output.Pictures;
import io.kwsbench.train.EventFile;
import io.kwsbench.usage.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Draws the curves of TensorBoard event files. */
public final class PlotCommand implements Command {
  @Parameter(
      names = "--logs",
      order = 1,
      description = "folder of TensorBoard event files; required")
  @PathFlag(PathFlag.Use.READ)
  private String logs = "";

  @Parameter(
      names = "--out",
      order = 2,
      description = "folder to write the pictures to, as SVG and PNG; required")
  @PathFlag(PathFlag.Use.FOLDER)
  private String out = "";

  @Override
  public String name() {
    return "plot";
  }

  @Override
  public String summary() {
    return "Draws learning curves from event files, as SVG and PNG.";
  }

  @Override
  public String example() {
    return "plot --logs run/logs --out pictures/";
  }

  @Override
  public String synopsis() {
    return "--logs FOLDER --out FOLDER";
  }

  @Override
  public ExitCode run(CliContext context) {
    Path folder = TypedPath.required("--logs", logs);
    Path target = TypedPath.required("--out", out);
    if (!Files.isDirectory(folder)) {
      throw new KwsException("--logs " + folder + ": no such folder");
    }
    EventFile.Events events = EventFile.read(folder);
    events.damage().forEach(context::warn);
    events
        .cutShort()
        .forEach(
            file ->
                context.warn(
                    file + ": ends inside a record; only the records before it are drawn"));
    List<EventFile.Scalar> scalars = events.scalars();
    if (scalars.isEmpty()) {
      throw new KwsException("--logs " + folder + ": contains no events");
    }
    Pictures pictures = new Pictures(target, context);
    draw(pictures, scalars, "loss", "loss", "loss", "val_loss");
    draw(
        pictures,
        scalars,
        "accuracy",
        "accuracy",
        "categorical_accuracy",
        "val_categorical_accuracy");
    draw(pictures, scalars, "learning_rate", "learning rate", "lr");
    return events.damage().isEmpty() ? ExitCode.DONE : ExitCode.BAD_INPUT;
  }

  private static void draw(
      Pictures pictures,
      List<EventFile.Scalar> scalars,
      String name,
      String title,
      String... tags) {
    CurveChart chart = new CurveChart(title, "epoch", "");
    if (name.equals("learning_rate")) {
      chart.logarithmic();
    }
    for (String tag : tags) {
      List<EventFile.Scalar> points = scalars.stream().filter(s -> s.tag().equals(tag)).toList();
      chart.add(
          tag,
          points.stream().mapToDouble(EventFile.Scalar::step).toArray(),
          points.stream().mapToDouble(EventFile.Scalar::value).toArray());
    }
    if (!chart.isEmpty()) {
      pictures.write(name, chart.picture());
    }
  }
}
