package io.kwsbench.suite.run;

import io.kwsbench.KwsException;
import io.kwsbench.gate.Gate;
import io.kwsbench.gate.Metric;
import io.kwsbench.gate.SomeGatesVisitor;
import io.kwsbench.suite.baseline.Baseline;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.internal.comparison.SequentialDecision;
import io.kwsbench.suite.internal.comparison.TimedComparison;
import io.kwsbench.suite.internal.metrics.CaseTracing;
import io.kwsbench.suite.internal.metrics.DeterministicMetrics;
import io.kwsbench.suite.internal.rounds.Contestant;
import io.kwsbench.suite.internal.rounds.LoadedContestants;
import io.kwsbench.suite.internal.rounds.Round;
import io.kwsbench.suite.internal.rounds.RoundPlan;
import io.kwsbench.suite.internal.rounds.Rounds;
import io.kwsbench.suite.internal.rounds.WarmUp;
import io.kwsbench.suite.journal.JournalReason;
import io.kwsbench.suite.journal.SuiteJournal;
import io.kwsbench.suite.load.CaseLoader;
import io.kwsbench.suite.metric.MetricKey;
import io.kwsbench.suite.metric.MetricSources;
import io.kwsbench.suite.metric.MetricValue;
import io.kwsbench.suite.result.CaseProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Runs a suite: fixed figures, then rounds, then traced runs.
 *
 * <p>Everything goes through the journal, so a run that was killed goes on where it was. Not
 * thread-safe; used once.
 */
public final class SuiteRun {
  private static final double SECONDS_A_COMPARISON = 30;
  private static final double SECONDS_WITHOUT = 2;
  private static final int RUNS_FOR_P99 = 300;
  private final Suite suite;
  private final Optional<Baseline> baseline;
  private final CaseLoader loader;
  private final MetricSources meters;
  private final SuiteListener listener;
  private final BooleanSupplier stop;
  private final LongSupplier clock;
  private final boolean forBaseline;

  /**
   * @param stop asked after every round; true ends the run with what it has
   * @param clock nanoseconds that only go up, such as {@code System::nanoTime}
   */
  public SuiteRun(
      Suite suite,
      Optional<Baseline> baseline,
      CaseLoader loader,
      MetricSources meters,
      SuiteListener listener,
      BooleanSupplier stop,
      LongSupplier clock) {
    this(suite, baseline, loader, meters, listener, stop, clock, false);
  }

  private SuiteRun(
      Suite suite,
      Optional<Baseline> baseline,
      CaseLoader loader,
      MetricSources meters,
      SuiteListener listener,
      BooleanSupplier stop,
      LongSupplier clock,
      boolean forBaseline) {
    this.suite = suite;
    this.baseline = baseline;
    this.loader = loader;
    this.meters = meters;
    this.listener = listener;
    this.stop = stop;
    this.clock = clock;
    this.forBaseline = forBaseline;
  }

  /**
   * The same run, whose result is to be a baseline: it goes on until the time of every case is
   * known well enough by itself, or the budget is spent.
   */
  public SuiteRun forBaseline() {
    return new SuiteRun(suite, baseline, loader, meters, listener, stop, clock, true);
  }

  /**
   * Runs what the journal does not hold yet.
   *
   * @throws io.kwsbench.KwsException when a case cannot be run; the journal keeps what was measured
   */
  public Measured run(SuiteJournal journal) {
    List<TimedComparison> comparisons = comparisons();
    List<Contestant> contestants = contestants(comparisons);
    SequentialDecision referee = new SequentialDecision(suite, comparisons);
    List<MetricValue> failed = fixedFigures(journal);
    Map<String, WarmUp> warmUps = new LinkedHashMap<>();
    Map<String, String> engines = new LinkedHashMap<>();
    Map<String, CaseProfile> profiles = new LinkedHashMap<>();
    try (LoadedContestants stands =
        new LoadedContestants(suite, contestants, loader, RoundPlan.DEFAULT, stop, clock)) {
      if (!stop.getAsBoolean()) {
        listener.step("loading and warming up");
        stands.load();
        warmUps.putAll(stands.warmUps());
        engines.putAll(stands.engines());
        comparisons = comparable(comparisons, engines);
        referee = new SequentialDecision(suite, comparisons);
        requireContestants(journal, contestants);
        rounds(journal, stands, referee);
        referee.conclude(journal.rounds());
        traces(journal, stands, profiles);
      }
    }
    return new Measured(
        journal.rounds(),
        Stream.concat(journal.figures().stream(), failed.stream()).toList(),
        comparisons,
        referee,
        warmUps,
        engines,
        profiles,
        stop.getAsBoolean(),
        journal.spentSeconds());
  }

  private List<TimedComparison> comparisons() {
    List<TimedComparison> comparisons = new ArrayList<>();
    for (SuiteCase one : suite.cases()) {
      for (Gate gate : one.gates()) {
        gate.accept(new ComparisonOf(one)).ifPresent(comparisons::add);
      }
    }
    return comparisons;
  }

  /**
   * The comparison of a gate on times; empty for other gates, and without a comparable baseline.
   */
  private final class ComparisonOf implements SomeGatesVisitor<Optional<TimedComparison>> {
    private final SuiteCase one;

    ComparisonOf(SuiteCase one) {
      this.one = one;
    }

    @Override
    public Optional<TimedComparison> latency(Gate.Latency gate) {
      return baseline
          .flatMap(b -> b.entry(one.name()))
          .filter(entry -> entry.roundMedianNanos().size() >= TimedComparison.FEWEST_ROUNDS)
          .filter(entry -> entry.threads() == one.threads())
          .map(entry -> new TimedComparison(one.name(), gate, Optional.of(entry)));
    }

    @Override
    public Optional<TimedComparison> ratio(Gate.Ratio gate) {
      return Optional.of(new TimedComparison(one.name(), gate, Optional.empty()));
    }

    @Override
    public Optional<TimedComparison> other(Gate gate) {
      return Optional.empty();
    }
  }

  /** Those whose baseline was measured on the engine that runs the case now. */
  private static List<TimedComparison> comparable(
      List<TimedComparison> comparisons, Map<String, String> engines) {
    return comparisons.stream()
        .filter(c -> c.baseline().map(e -> e.isOfEngine(engines.get(c.caseName()))).orElse(true))
        .toList();
  }

  /** A journal may come from anywhere. */
  private static void requireContestants(SuiteJournal journal, List<Contestant> contestants) {
    for (Round round : journal.rounds().list()) {
      for (Contestant contestant : contestants) {
        if (!round.nanos().containsKey(contestant.key())) {
          throw new KwsException(
              new JournalReason.MissingContestant(
                  journal.path().toString(), round.number(), contestant.key()));
        }
      }
    }
  }

  private List<Contestant> contestants(List<TimedComparison> comparisons) {
    Set<Contestant> contestants = new LinkedHashSet<>();
    suite.cases().forEach(c -> contestants.add(new Contestant(c.name(), false)));
    comparisons.forEach(c -> contestants.add(new Contestant(c.reference(), true)));
    return List.copyOf(contestants);
  }

  /** Measures what the journal lacks; returns what failed: the next run tries it again. */
  private List<MetricValue> fixedFigures(SuiteJournal journal) {
    DeterministicMetrics fixed = new DeterministicMetrics(suite, loader, meters);
    List<MetricValue> failed = new ArrayList<>();
    for (SuiteCase one : suite.cases()) {
      if (journal.figure(one.name(), MetricKey.SIZE).isEmpty()) {
        journal.add(DeterministicMetrics.size(one));
      }
      if (journal.figure(one.name(), MetricKey.FLOPS).isEmpty()) {
        journal.add(meters.flops().measure(one, MetricKey.FLOPS));
      }
      for (Gate gate : one.gates()) {
        fixedFigure(journal, failed, fixed, one, gate);
        if (gate.metric() == Metric.INSTRUCTIONS && gate.otherCase().isPresent()) {
          SuiteCase other = suite.find(gate.otherCase().get()).orElseThrow();
          fixedFigure(journal, failed, fixed, other, gate);
        }
      }
    }
    return failed;
  }

  private void fixedFigure(
      SuiteJournal journal,
      List<MetricValue> failed,
      DeterministicMetrics fixed,
      SuiteCase one,
      Gate gate) {
    Optional<MetricKey> key = DeterministicMetrics.key(gate);
    boolean wanted =
        key.isPresent()
            && journal.figure(one.name(), key.get()).isEmpty()
            && failed.stream().noneMatch(figure -> figure.isOf(one.name(), key.get()));
    if (wanted && !stop.getAsBoolean()) {
      listener.step(one.name() + ": " + key.get().kind());
      MetricValue figure = fixed.measure(one, gate);
      if (figure.failed()) {
        failed.add(figure);
      } else {
        journal.add(figure);
      }
    }
  }

  private void rounds(SuiteJournal journal, LoadedContestants stands, SequentialDecision referee) {
    Rounds rounds = journal.rounds();
    for (int n = 1; n <= rounds.count(); n++) {
      referee.consider(rounds.first(n));
    }
    double budget = budget(referee);
    BaselineWatch watch = new BaselineWatch(suite, forBaseline);
    double before = journal.spentSeconds();
    long start = clock.getAsLong();
    int since = 0;
    int loading = rounds.count() == 0 ? 0 : rounds.list().get(rounds.count() - 1).loading() + 1;
    while (!stop.getAsBoolean()) {
      double spent = before + (clock.getAsLong() - start) / 1e9;
      if (spent >= budget || (referee.isDecided() && isEnough(rounds) && watch.isEnough(rounds))) {
        return;
      }
      if (since >= stands.roundsPerLoading()) {
        stands.load();
        loading++;
        since = 0;
      }
      Round round = stands.round(rounds.count(), loading, suite.seed());
      since++;
      spent = before + (clock.getAsLong() - start) / 1e9;
      journal.add(round, spent);
      referee.consider(rounds);
      listener.round(rounds.count(), spent, budget, referee.open());
    }
  }

  private double budget(SequentialDecision referee) {
    if (suite.budgetSeconds() > 0) {
      return suite.budgetSeconds();
    }
    long alone = forBaseline ? suite.cases().stream().filter(SuiteRun::hasLatencyGate).count() : 0;
    return Math.max(
        SECONDS_WITHOUT * suite.cases().size(),
        SECONDS_A_COMPARISON * Math.max(referee.open(), alone));
  }

  private static boolean hasLatencyGate(SuiteCase one) {
    return one.gates().stream().anyMatch(Gate.Latency.class::isInstance);
  }

  private boolean isEnough(Rounds rounds) {
    return rounds.count() >= 8
        && suite.cases().stream()
            .allMatch(
                c ->
                    c.gates().stream().noneMatch(g -> g.metric() == Metric.P99)
                        || rounds.nanos(new Contestant(c.name(), false)).length >= RUNS_FOR_P99);
  }

  private void traces(
      SuiteJournal journal, LoadedContestants stands, Map<String, CaseProfile> profiles) {
    for (SuiteCase one : suite.cases()) {
      if (stop.getAsBoolean()) {
        return;
      }
      listener.step(one.name() + ": tracing");
      CaseTracing tracing =
          new CaseTracing(one, stands.of(new Contestant(one.name(), false)).loaded());
      profiles.put(one.name(), tracing.profile());
      boolean wanted = one.gates().stream().anyMatch(g -> g.metric() == Metric.OP_TIME);
      if (wanted && journal.figure(one.name(), MetricKey.OP_TIME).isEmpty()) {
        journal.add(tracing.opTime());
      }
    }
  }
}
