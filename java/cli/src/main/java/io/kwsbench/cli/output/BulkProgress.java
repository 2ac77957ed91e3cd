package io.kwsbench.cli.output;

import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.OneLine;
import io.kwsbench.label.PredictListener;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Clips or windows done, how many a second and the time left, on stderr when it is a terminal. */
public final class BulkProgress implements PredictListener, AutoCloseable {
  private final CliContext context;
  private final ProgressBar bar;
  private int fitted;

  /** Progress over so many clips. */
  public BulkProgress(CliContext context, String task, int clips) {
    this(context, task, " clips", clips);
  }

  private BulkProgress(CliContext context, String task, String unit, int all) {
    this.context = context;
    this.bar = context.terminal() ? bar(task, unit, all) : null;
  }

  /** Progress over so many windows of long audio. */
  public static BulkProgress ofWindows(CliContext context, String task, int windows) {
    return new BulkProgress(context, task, " windows", windows);
  }

  private static ProgressBar bar(String task, String unit, int all) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(all)
        .setUnit(unit, 1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(500)
        .showSpeed()
        .clearDisplayOnFinish()
        .build();
  }

  @Override
  public void done(int clips) {
    if (bar != null) {
      bar.stepTo(clips);
    }
  }

  @Override
  public void problem(String line) {
    context.warn(OneLine.of(line));
  }

  /** Lists such clips with {@code --verbose}, and counts them otherwise. */
  @Override
  public void fitted(String line) {
    fitted++;
    if (context.verbose()) {
      problem(line);
    }
  }

  @Override
  public boolean stopped() {
    return context.interrupted().getAsBoolean();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
    if (fitted > 0 && !context.verbose()) {
      context.warn(
          "clips resampled, padded or cut to fit the model: " + fitted + " (--verbose lists them)");
    }
  }
}
