package io.kwsbench.suite.definition;

/** What a metric is counted in. */
public enum Unit {
  NANOSECONDS("ns"),
  BYTES("bytes"),
  INSTRUCTIONS("instructions"),
  FLOPS("FLOPs"),
  /** From 0 to 1. */
  SHARE("share"),
  /** Candidate over reference. */
  RATIO("ratio");

  private final String label;

  Unit(String label) {
    this.label = label;
  }

  /** What reports call it. */
  public String label() {
    return label;
  }
}
