package io.kwsbench.suite.run;

import io.kwsbench.KwsException;
import io.kwsbench.gate.GateResult;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.stats.decision.Decision;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.journal.SuiteJournal;
import io.kwsbench.suite.load.CaseLoader;
import io.kwsbench.suite.metric.MetricSources;
import io.kwsbench.suite.metric.MetricValue;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One comparison of two graphs, for counting how often the answer is right. */
public final class DetectionTrial {
  /** The journal's name in the folder. */
  public static final String JOURNAL = "trial.jsonl";

  private DetectionTrial() {}

  /**
   * The outcome of a comparison.
   *
   * @param noiseFloor as a share
   */
  public record Outcome(
      GateStatus status,
      double ratio,
      double low,
      double high,
      double noiseFloor,
      int rounds,
      double seconds) {}

  /**
   * Runs a suite whose second case has one gate on times.
   *
   * @param folder where the journal goes
   * @param stop asked after every round; true ends the trial
   * @return empty when it was stopped
   */
  public static Optional<Outcome> run(
      Suite suite, CaseLoader loader, Path folder, BooleanSupplier stop) {
    MetricSources none =
        new MetricSources(
            (one, key) -> MetricValue.absent(one.name(), key, ""),
            (one, key) -> MetricValue.absent(one.name(), key, ""),
            (one, key) -> MetricValue.absent(one.name(), key, ""));
    Measured measured;
    try (SuiteJournal journal = SuiteJournal.create(folder.resolve(JOURNAL), "")) {
      measured =
          new SuiteRun(
                  suite, Optional.empty(), loader, none, SuiteListener.NONE, stop, System::nanoTime)
              .run(journal);
    }
    if (measured.interrupted()) {
      return Optional.empty();
    }
    GateResult gate =
        new CaseResults(suite, Optional.empty(), measured).results().get(1).gates().get(0);
    Decision decision =
        gate.decision()
            .orElseThrow(() -> new KwsException("the budget is too small for four rounds"));
    return Optional.of(
        new Outcome(
            gate.status(),
            decision.interval().ratio(),
            decision.interval().low(),
            decision.interval().high(),
            decision.noiseFloor(),
            measured.roundCount(),
            measured.seconds()));
  }
}
