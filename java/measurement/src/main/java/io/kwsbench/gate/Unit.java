package io.kwsbench.gate;

import com.fasterxml.jackson.annotation.JsonValue;

/** Units of metrics. */
public enum Unit {
  NANOSECONDS("ns"),
  BYTES("bytes"),
  INSTRUCTIONS("instructions"),
  FLOPS("FLOPs"),
  /** From 0 to 1. */
  SHARE("share"),
  PER_HOUR("per hour"),
  /** Candidate over reference. */
  RATIO("ratio"),
  /** Tensors, which have no number. */
  NAMES("names");

  private final String label;

  Unit(String label) {
    this.label = label;
  }

  /** The name in reports. */
  @JsonValue
  public String label() {
    return label;
  }
}
