package io.kwsbench.cli.measure;

import io.kwsbench.Printable;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.suite.run.SuiteListener;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar with the time that is left, on stderr when it is a terminal. */
final class SuiteProgress implements SuiteListener, AutoCloseable {
  private static final int STEPS_A_SECOND = 10;
  private final boolean shown;
  private ProgressBar bar;

  SuiteProgress(CliContext context) {
    shown = context.terminal();
  }

  @Override
  public void step(String what) {
    if (shown) {
      close();
      bar = bar(what, -1);
    }
  }

  @Override
  public void round(int rounds, double spentSeconds, double budgetSeconds, int open) {
    if (!shown) {
      return;
    }
    long most = Math.max(1, Math.round(budgetSeconds * STEPS_A_SECOND));
    if (bar == null || bar.getMax() != most) {
      close();
      bar = bar("rounds", most);
    }
    bar.stepTo(Math.min(most, Math.round(spentSeconds * STEPS_A_SECOND)));
    bar.setExtraMessage(rounds + " rounds, " + open + " open");
  }

  private static ProgressBar bar(String task, long max) {
    return new ProgressBarBuilder()
        .setTaskName(Printable.of(task))
        .setInitialMax(max)
        .setUnit(" s", STEPS_A_SECOND)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(500)
        .clearDisplayOnFinish()
        .build();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
