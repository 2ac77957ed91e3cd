package io.kwsbench.cli.output;

import io.kwsbench.cli.command.CliContext;
import io.kwsbench.measure.Phase;
import io.kwsbench.measure.PhaseListener;
import io.kwsbench.measure.RunLimit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress on stderr for phases that take longer than a moment: a bar on a terminal, elsewhere a
 * line every ten seconds.
 */
public final class ProgressLine implements PhaseListener {
  private static final long PATIENCE_NANOS = 700_000_000L;
  private Phase phase;
  private RunLimit limit;
  private long start;
  private ProgressBar bar;

  public static PhaseListener on(CliContext context) {
    return context.terminal() ? new ProgressLine() : new ProgressReports(context);
  }

  @Override
  public void started(Phase nextPhase, RunLimit nextLimit) {
    phase = nextPhase;
    limit = nextLimit;
    start = System.nanoTime();
  }

  @Override
  public void done(int runs) {
    if (bar != null) {
      bar.stepTo(runs);
    } else if (System.nanoTime() - start > PATIENCE_NANOS) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(phase.label())
              .setInitialMax(limit.maxRuns() > 0 ? limit.maxRuns() : -1)
              .setUnit(" runs", 1)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(500)
              .clearDisplayOnFinish()
              .build();
      bar.stepTo(runs);
    }
  }

  @Override
  public void ended() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
