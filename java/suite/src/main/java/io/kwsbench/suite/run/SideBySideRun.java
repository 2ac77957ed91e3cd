package io.kwsbench.suite.run;

import io.kwsbench.KwsException;
import io.kwsbench.audio.ClipFiles;
import io.kwsbench.stats.AnswerPair;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.OpTable;
import io.kwsbench.stats.decision.RatioEstimate;
import io.kwsbench.stats.decision.RatioInterval;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.internal.metrics.CaseTracing;
import io.kwsbench.suite.internal.metrics.DeterministicMetrics;
import io.kwsbench.suite.internal.rounds.Contestant;
import io.kwsbench.suite.internal.rounds.LoadedContestant;
import io.kwsbench.suite.internal.rounds.LoadedContestants;
import io.kwsbench.suite.internal.rounds.RoundPlan;
import io.kwsbench.suite.internal.rounds.Rounds;
import io.kwsbench.suite.load.CaseLoader;
import io.kwsbench.suite.load.LoadedCase;
import io.kwsbench.suite.result.SideBySide;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Runs the cases of a suite without gates in interleaved rounds, and holds each to the first. */
public final class SideBySideRun {
  private static final int FEWEST_ROUNDS = 8;
  private static final int FEWEST_FOR_RATIO = 4;
  private static final double TAIL = 0.025;

  private final Suite suite;
  private final CaseLoader loader;
  private final SuiteListener listener;
  private final BooleanSupplier stop;
  private final LongSupplier clock;
  private final Rounds rounds = new Rounds();

  /**
   * @param suite its budget is the time for all rounds
   * @param stop asked after every round
   */
  public SideBySideRun(
      Suite suite,
      CaseLoader loader,
      SuiteListener listener,
      BooleanSupplier stop,
      LongSupplier clock) {
    this.suite = suite;
    this.loader = loader;
    this.listener = listener;
    this.stop = stop;
    this.clock = clock;
  }

  /** Rounds that {@link #entries} measured. */
  public int rounds() {
    return rounds.count();
  }

  /**
   * One entry per case, in order.
   *
   * @param traced whether the ops of each case are traced after the rounds
   * @throws KwsException when a model cannot be run
   */
  public List<SideBySide.Entry> entries(boolean traced) {
    List<Contestant> contestants =
        suite.cases().stream().map(one -> new Contestant(one.name(), false)).toList();
    try (LoadedContestants stands =
        new LoadedContestants(suite, contestants, loader, RoundPlan.DEFAULT, stop, clock)) {
      listener.step("loading and warming up");
      stands.load();
      List<List<float[]>> answers = answers(stands, contestants);
      measure(stands);
      Map<String, String> engines = stands.engines();
      List<SideBySide.Entry> entries = new ArrayList<>();
      for (int i = 0; i < contestants.size(); i++) {
        SuiteCase one = suite.cases().get(i);
        boolean first = i == 0;
        entries.add(
            new SideBySide.Entry(
                one.name(),
                engines.get(one.name()),
                one.threads(),
                DeterministicMetrics.bytes(one),
                Distribution.of(rounds.nanos(contestants.get(i))),
                first ? Optional.empty() : ratio(contestants.get(i), contestants.get(0)),
                first ? Optional.empty() : outputs(answers.get(i), answers.get(0)),
                traced ? ops(stands.of(contestants.get(i))) : Optional.empty()));
      }
      return entries;
    }
  }

  private Optional<OpTable> ops(LoadedContestant contestant) {
    if (stop.getAsBoolean()) {
      return Optional.empty();
    }
    listener.step(contestant.contestant().caseName() + ": tracing");
    return Optional.of(CaseTracing.ops(contestant.loaded()));
  }

  private List<List<float[]>> answers(LoadedContestants stands, List<Contestant> contestants) {
    List<List<float[]>> answers = new ArrayList<>();
    for (int i = 0; i < contestants.size(); i++) {
      List<float[]> heard = new ArrayList<>();
      Optional<Path> input = suite.cases().get(i).input();
      if (input.isPresent()) {
        LoadedCase loaded = stands.of(contestants.get(i)).loaded();
        ClipFiles.under(input.get()).forEach(clip -> heard.add(loaded.classify(clip)));
        loaded.feed(0);
      }
      answers.add(heard);
    }
    return answers;
  }

  private void measure(LoadedContestants stands) {
    long start = clock.getAsLong();
    int loading = 0;
    int since = 0;
    double spent = 0;
    while (!stop.getAsBoolean()
        && (spent < suite.budgetSeconds() || rounds.count() < FEWEST_ROUNDS)) {
      if (since >= stands.roundsPerLoading()) {
        stands.load();
        loading++;
        since = 0;
      }
      rounds.add(stands.round(rounds.count(), loading, suite.seed()));
      since++;
      spent = (clock.getAsLong() - start) / 1e9;
      listener.round(rounds.count(), spent, suite.budgetSeconds(), 0);
    }
  }

  private Optional<RatioInterval> ratio(Contestant candidate, Contestant reference) {
    if (rounds.count() < FEWEST_FOR_RATIO) {
      return Optional.empty();
    }
    double[] logs = rounds.logRatios(candidate, reference);
    int block = rounds.roundsPerLoading();
    return Optional.of(RatioEstimate.paired(logs, block, TAIL, suite.seed()).interval(TAIL));
  }

  private static Optional<SideBySide.Outputs> outputs(List<float[]> mine, List<float[]> others) {
    if (mine.isEmpty()) {
      return Optional.empty();
    }
    int same = 0;
    double largest = 0;
    boolean comparable = true;
    for (int i = 0; i < mine.size(); i++) {
      AnswerPair pair = new AnswerPair(mine.get(i), others.get(i));
      comparable &= pair.comparable();
      same += pair.sameClass() ? 1 : 0;
      largest = Math.max(largest, pair.difference());
    }
    return Optional.of(
        new SideBySide.Outputs(
            same,
            mine.size(),
            comparable && !Double.isNaN(largest) ? Optional.of(largest) : Optional.empty()));
  }
}
