package io.kwsbench.measure;

/**
 * The limits of a phase, with benchmark_model's meaning of the numbers.
 *
 * @param maxRuns runs at most; 0 or less is no limit
 * @param maxSeconds seconds at most, pauses not counted; 0 or less is no limit
 * @param delaySeconds pause after every run; 0 or less is none
 */
public record RunLimit(int maxRuns, double maxSeconds, double delaySeconds) {
  /** So many runs, however long they take. */
  public static RunLimit runs(int count) {
    return new RunLimit(count, -1, -1);
  }

  boolean allows(int done, long spentNanos) {
    return (maxRuns <= 0 || done < maxRuns) && (maxSeconds <= 0 || spentNanos <= maxSeconds * 1e9);
  }

  /** The number of runs for which to reserve memory. */
  public int expectedRuns() {
    return maxRuns > 0 ? maxRuns : 1 << 16;
  }
}
