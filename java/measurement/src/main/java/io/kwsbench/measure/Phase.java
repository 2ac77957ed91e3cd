package io.kwsbench.measure;

/** The phases of a benchmark, after loading, in their order. */
public enum Phase {
  /** First runs, which pay for lazy initialisation. */
  WARM_UP("Warmup"),
  /** Timed without tracing: the latency a user sees. */
  UNTRACED("no stats"),
  /** Timed with every op traced: slower. */
  TRACED("with stats");

  private final String label;

  Phase(String label) {
    this.label = label;
  }

  /** What benchmark_model's closing line calls it. */
  public String label() {
    return label;
  }
}
