package io.kwsbench.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.cli.command.CliContext;
import io.kwsbench.measure.Phase;
import io.kwsbench.measure.RunLimit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressReportsTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong();
  private final ProgressReports progress =
      new ProgressReports(
          CliContext.of(
              new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8)),
          clock::get);

  private void run(int count, double seconds) {
    for (int i = 1; i <= count; i++) {
      clock.addAndGet((long) (seconds * 1e9 / count));
      progress.done(i);
    }
    progress.ended();
  }

  @Test
  void aLineStandsForTenSecondsWhateverPhasesTheyHold() {
    progress.started(Phase.WARM_UP, RunLimit.runs(1));
    run(1, 0.5);
    progress.started(Phase.UNTRACED, new RunLimit(1000, 10, -1));
    run(1000, 9);
    progress.started(Phase.TRACED, new RunLimit(0, 60, -1));
    run(1500, 15);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("kwsbench: traced runs: 50\nkwsbench: traced runs: 1,050\n");
  }

  @Test
  void theNumberOfRunsIsNamedWhereThereIsOne() {
    progress.started(Phase.UNTRACED, new RunLimit(2000, -1, -1));
    run(2000, 20);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "kwsbench: timed runs: 1,000 of at most 2,000\n"
                + "kwsbench: timed runs: 2,000 of at most 2,000\n");
  }

  @Test
  void aShortMeasurementSaysNothing() {
    progress.started(Phase.UNTRACED, RunLimit.runs(10));
    run(10, 9.9);
    assertThat(err.size()).isZero();
  }
}
