package io.kwsbench.suite.definition;

import java.util.List;
import java.util.Optional;

/**
 * A suite as its file describes it. Immutable.
 *
 * @param name what reports call it
 * @param seed of the order of the cases in each round and of the bootstrap
 * @param budgetSeconds time for all rounds; 0 gives 30 s to each comparison
 * @param alpha chance of one false alarm in the whole suite
 * @param cases in the order of the file
 */
public record Suite(
    String name, long seed, double budgetSeconds, double alpha, List<SuiteCase> cases) {
  /** Chance of a false alarm unless a suite says otherwise. */
  public static final double DEFAULT_ALPHA = 0.01;

  public Suite {
    cases = List.copyOf(cases);
  }

  /** The case of that name. */
  public Optional<SuiteCase> find(String caseName) {
    return cases.stream().filter(c -> c.name().equals(caseName)).findFirst();
  }

  /** The same suite with another seed. */
  public Suite withSeed(long other) {
    return new Suite(name, other, budgetSeconds, alpha, cases);
  }

  /** The same suite with another time budget. */
  public Suite withBudgetSeconds(double other) {
    return new Suite(name, seed, other, alpha, cases);
  }
}
