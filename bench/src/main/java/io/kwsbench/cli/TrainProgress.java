package io.kwsbench.cli;

import io.kwsbench.train.EpochRecord;
import io.kwsbench.train.TrainingListener;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A line on stdout after each epoch; a bar on stderr within it, when that is a terminal. */
final class TrainProgress implements TrainingListener, AutoCloseable {
  private final CliContext context;
  private ProgressBar bar;

  TrainProgress(CliContext context) {
    this.context = context;
  }

  @Override
  public void step(int epoch, int step, int steps, double loss, double accuracy) {
    if (!context.terminal()) {
      return;
    }
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("epoch " + epoch)
              .setInitialMax(steps)
              .setUnit(" steps", 1)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(500)
              .clearDisplayOnFinish()
              .build();
    }
    bar.setExtraMessage(String.format(Locale.ROOT, "loss %.4f accuracy %.4f", loss, accuracy));
    bar.stepTo(step);
  }

  @Override
  public void epoch(EpochRecord epoch, boolean best) {
    close();
    context
        .out()
        .printf(
            Locale.ROOT,
            "epoch %3d: loss %.4f accuracy %.4f, validation loss %.4f accuracy %.4f%s,"
                + " learning rate %.2e, %.0f clips/s, %s%n",
            epoch.epoch(),
            epoch.loss(),
            epoch.accuracy(),
            epoch.valLoss(),
            epoch.valAccuracy(),
            best ? " (best)" : "",
            epoch.learningRate(),
            epoch.clipsPerSecond(),
            epoch.checkpoint());
    context.out().flush();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
