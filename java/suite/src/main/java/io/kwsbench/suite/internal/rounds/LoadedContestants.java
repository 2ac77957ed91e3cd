package io.kwsbench.suite.internal.rounds;

import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.load.CaseLoader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** All contestants with their models. Not thread-safe. */
public final class LoadedContestants implements AutoCloseable {
  private static final double FIRST_WARM_UP_SECONDS = 3;
  private static final double WARM_UP_SECONDS = 0.3;
  private static final double LOADING_SHARE = 0.25;
  private static final int MAX_ROUNDS_PER_LOADING = 3;
  private final Map<Contestant, LoadedContestant> stands = new LinkedHashMap<>();
  private final Map<String, WarmUp> warmUps = new LinkedHashMap<>();
  private final RoundPlan plan;
  private final LongSupplier clock;
  private final BooleanSupplier stop;
  private int loadings;
  private int rounds;
  private double secondsInRounds;
  private int roundsPerLoading;
  private boolean first = true;

  /**
   * @param stop asked while warming up; true ends that early
   */
  public LoadedContestants(
      Suite suite,
      List<Contestant> contestants,
      CaseLoader loader,
      RoundPlan plan,
      BooleanSupplier stop,
      LongSupplier clock) {
    this.plan = plan;
    this.stop = stop;
    this.roundsPerLoading = plan.roundsPerLoading();
    this.clock = clock;
    for (Contestant contestant : contestants) {
      stands.put(
          contestant,
          new LoadedContestant(
              contestant, suite.find(contestant.caseName()).orElseThrow(), loader, clock));
    }
  }

  public LoadedContestant of(Contestant contestant) {
    return stands.get(contestant);
  }

  /** Loads and warms up all, a second time in place of the first copies. */
  public void load() {
    long start = clock.getAsLong();
    stands.values().forEach(LoadedContestant::load);
    for (LoadedContestant stand : stands.values()) {
      WarmUp warmUp = WarmUp.of(stand, first ? FIRST_WARM_UP_SECONDS : WARM_UP_SECONDS, stop);
      if (first) {
        stand.setRunsASlot(plan.runs(warmUp.fastestNanos()));
        if (!stand.contestant().twin()) {
          warmUps.put(stand.contestant().caseName(), warmUp);
        }
      }
    }
    if (++loadings == 2 && rounds > 0) {
      settle((clock.getAsLong() - start) / 1e9);
    }
    first = false;
  }

  /**
   * Rounds before the next loading: more when loading is slow, so that it takes about a fifth of
   * the time, but not so many that few loadings are seen. Settled after the second loading.
   */
  public int roundsPerLoading() {
    return roundsPerLoading;
  }

  private void settle(double loadSeconds) {
    double roundSeconds = secondsInRounds / rounds;
    double wanted = Math.ceil(loadSeconds / (LOADING_SHARE * roundSeconds));
    int most = MAX_ROUNDS_PER_LOADING * plan.roundsPerLoading();
    roundsPerLoading = (int) Math.max(plan.roundsPerLoading(), Math.min(most, wanted));
  }

  public Round round(int number, int loading, long seed) {
    long start = clock.getAsLong();
    Map<String, long[]> nanos = new LinkedHashMap<>();
    for (Contestant contestant : RoundPlan.order(List.copyOf(stands.keySet()), seed, number)) {
      nanos.put(contestant.key(), stands.get(contestant).slot(number));
    }
    secondsInRounds += (clock.getAsLong() - start) / 1e9;
    rounds++;
    return new Round(number, loading, nanos);
  }

  public Map<String, WarmUp> warmUps() {
    return Map.copyOf(warmUps);
  }

  public Map<String, String> engines() {
    Map<String, String> engines = new LinkedHashMap<>();
    stands.forEach(
        (contestant, stand) -> engines.put(contestant.caseName(), stand.loaded().engine()));
    return engines;
  }

  @Override
  public void close() {
    stands.values().forEach(LoadedContestant::close);
  }
}
