package io.kwsbench.suite.internal.rounds;

import io.kwsbench.stats.Distribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** The rounds so far. Not thread-safe. */
public final class Rounds {
  private final List<Round> rounds = new ArrayList<>();

  public void add(Round round) {
    rounds.add(round);
  }

  /** The number of rounds. */
  public int count() {
    return rounds.size();
  }

  /** All of them, in order. */
  public List<Round> list() {
    return List.copyOf(rounds);
  }

  /** The first {@code count} rounds. */
  public Rounds first(int count) {
    Rounds first = new Rounds();
    rounds.subList(0, count).forEach(first::add);
    return first;
  }

  /** The most rounds in a row between two loadings of the models; 1 when there is no round. */
  public int roundsPerLoading() {
    int most = 1;
    int run = 0;
    for (int i = 0; i < rounds.size(); i++) {
      boolean same = i > 0 && rounds.get(i).loading() == rounds.get(i - 1).loading();
      run = same ? run + 1 : 1;
      most = Math.max(most, run);
    }
    return most;
  }

  /** Every run of a contestant in nanoseconds, in the order of measuring. */
  public double[] nanos(Contestant contestant) {
    return rounds.stream()
        .flatMapToLong(r -> LongStream.of(r.nanos().getOrDefault(contestant.key(), new long[0])))
        .asDoubleStream()
        .toArray();
  }

  /** The logarithm of the median of a contestant's runs, one value per round. */
  public double[] logMedians(Contestant contestant) {
    return rounds.stream()
        .mapToDouble(r -> Math.log(median(r.nanos().get(contestant.key()))))
        .toArray();
  }

  /** The log-ratio of two contestants' medians, one value per round. */
  public double[] logRatios(Contestant candidate, Contestant reference) {
    double[] over = logMedians(candidate);
    double[] under = logMedians(reference);
    Arrays.setAll(over, i -> over[i] - under[i]);
    return over;
  }

  private static double median(long[] nanos) {
    return Distribution.median(LongStream.of(nanos).asDoubleStream().toArray());
  }
}
