package io.kwsbench.cli.output;

import io.kwsbench.cli.command.CliContext;
import io.kwsbench.measure.Phase;
import io.kwsbench.measure.PhaseListener;
import io.kwsbench.measure.RunLimit;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A line on stderr every ten seconds, for logs: what runs, and how many runs are done. */
final class ProgressReports implements PhaseListener {
  static final long EVERY_NANOS = 10_000_000_000L;

  private final CliContext context;
  private final LongSupplier clock;
  private Phase phase;
  private int planned;
  private long last;

  ProgressReports(CliContext context) {
    this(context, System::nanoTime);
  }

  ProgressReports(CliContext context, LongSupplier clock) {
    this.context = context;
    this.clock = clock;
    this.last = clock.getAsLong();
  }

  @Override
  public void started(Phase nextPhase, RunLimit limit) {
    phase = nextPhase;
    planned = limit.maxRuns();
  }

  @Override
  public void done(int runs) {
    long now = clock.getAsLong();
    if (now - last < EVERY_NANOS) {
      return;
    }
    last = now;
    String most = planned > 0 ? String.format(Locale.ROOT, " of at most %,d", planned) : "";
    context.warn(String.format(Locale.ROOT, "%s: %,d%s", phase.label(), runs, most));
  }
}
