package io.kwsbench.cli.output;

import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.OneLine;
import io.kwsbench.label.PredictListener;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Clips done, clips a second and the time left, on stderr when it is a terminal. */
public final class BulkProgress implements PredictListener, AutoCloseable {
  private final CliContext context;
  private final ProgressBar bar;

  public BulkProgress(CliContext context, String task, int clips) {
    this.context = context;
    this.bar = context.terminal() ? bar(task, clips) : null;
  }

  private static ProgressBar bar(String task, int clips) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(clips)
        .setUnit(" clips", 1)
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

  @Override
  public boolean stopped() {
    return context.interrupted().getAsBoolean();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
