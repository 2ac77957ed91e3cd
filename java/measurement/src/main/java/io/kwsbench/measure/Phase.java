package io.kwsbench.measure;

/** The phases of a benchmark, after loading, in their order. */
public enum Phase {
  /** First runs, which pay for lazy initialization. */
  WARM_UP("warm-up"),
  /** Timed without tracing: the latency a user sees. */
  UNTRACED("timed runs"),
  /** Timed with every op traced: slower. */
  TRACED("traced runs");

  private final String label;

  Phase(String label) {
    this.label = label;
  }

  /** Its name in messages about progress. */
  public String label() {
    return label;
  }
}
