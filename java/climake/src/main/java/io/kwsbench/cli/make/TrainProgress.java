package io.kwsbench.cli.make;

import io.kwsbench.cli.command.CliContext;
import io.kwsbench.train.ChanceReason;
import io.kwsbench.train.EpochRecord;
import io.kwsbench.train.StatisticsAverage;
import io.kwsbench.train.StepProgress;
import io.kwsbench.train.TrainingListener;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A line on stdout after each epoch; on stderr how long the whole run will take: a bar when that is
 * a terminal, else a line after each epoch.
 */
final class TrainProgress implements TrainingListener, AutoCloseable {
  private static final double MAX_WAITED_SHARE = 0.2;

  private final CliContext context;
  private final EpochLines lines;
  private final StatisticsAverage average;
  private final LongSupplier nanoTime;
  private long startNanos;
  private StepProgress first;
  private StepProgress last;
  private ProgressBar bar;
  private boolean warned;
  private boolean warnedOfWaiting;
  private final SlowStart slowStart;

  /**
   * @param average the run's, on which advice depends
   */
  TrainProgress(CliContext context, EpochLines lines, StatisticsAverage average) {
    this(context, lines, average, System::nanoTime);
  }

  TrainProgress(
      CliContext context, EpochLines lines, StatisticsAverage average, LongSupplier nanoTime) {
    this.context = context;
    this.lines = lines;
    this.average = average;
    this.nanoTime = nanoTime;
    this.slowStart = new SlowStart(context::warn);
  }

  /** Names the work before the first step, on stderr if it takes long. */
  void preparing(String what) {
    slowStart.preparing(what);
  }

  @Override
  public void step(StepProgress progress) {
    if (first == null) {
      slowStart.close();
      // the first step builds the graph's kernels: what it takes says nothing about the others
      first = progress;
      startNanos = nanoTime.getAsLong();
    }
    last = progress;
    if (context.terminal()) {
      show(progress);
    }
  }

  private void show(StepProgress progress) {
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("epoch " + progress.epoch() + "/" + progress.epochs())
              .setInitialMax(progress.steps())
              .setUnit(" steps", 1)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(500)
              .clearDisplayOnFinish()
              .hideEta()
              .build();
    }
    bar.setExtraMessage(
        String.format(
            Locale.ROOT,
            "loss %.4f accuracy %.4f%s",
            progress.loss(),
            progress.accuracy(),
            left()));
    bar.stepTo(progress.step());
  }

  /** Of the whole run, validation and checkpoints included as far as there were any. */
  private String left() {
    long done = last.done() - first.done();
    if (done == 0 || last.left() == 0) {
      return "";
    }
    double nanosPerStep = (nanoTime.getAsLong() - startNanos) / (double) done;
    Duration left = Duration.ofNanos((long) (nanosPerStep * last.left()));
    return String.format(
        Locale.ROOT,
        ", run %d:%02d:%02d left",
        left.toHours(),
        left.toMinutesPart(),
        left.toSecondsPart());
  }

  @Override
  public void epoch(EpochRecord epoch, boolean best) {
    closeBar();
    context.out().println(lines.line(epoch, best));
    context.out().flush();
    if (!warnedOfWaiting && epoch.pace().waitedShare() > MAX_WAITED_SHARE) {
      warnedOfWaiting = true;
      context.warn(
          String.format(
              Locale.ROOT,
              "epoch %d: training waited for clips during %.0f %% of the time",
              epoch.epoch(),
              epoch.pace().waitedShare() * 100));
    }
    if (!context.terminal() && !left().isEmpty()) {
      context.warn("epoch " + epoch.epoch() + " of " + last.epochs() + " done" + left());
    }
  }

  @Override
  public void atChance(EpochRecord epoch, ChanceReason reason) {
    if (!warned) {
      warned = true;
      context.warn(
          String.format(
              Locale.ROOT,
              "epoch %d: training reaches %.4f, but validation (%.4f) is no better than the share"
                  + " of the most frequent class (%.4f); %s",
              epoch.epoch(),
              epoch.trained().accuracy(),
              epoch.validated().accuracy(),
              epoch.chance(),
              explained(reason)));
    }
  }

  private String explained(ChanceReason reason) {
    return switch (reason) {
      case STATISTICS ->
          "the finished model is no better on training clips. The averages of batch normalization"
              + " do not fit the weights; "
              + (average == StatisticsAverage.ESTIMATED
                  ? "add a larger --batch or a lower --learning_rate"
                  : "add --batch_norm_average estimated, more --steps or a lower --learning_rate");
      case CLIPS ->
          "the finished model is right about training clips. Validation clips differ from them: few"
              + " speakers, other recordings or wrong labels";
    };
  }

  @Override
  public void close() {
    slowStart.close();
    closeBar();
  }

  private void closeBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
