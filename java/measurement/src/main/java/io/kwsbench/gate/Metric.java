package io.kwsbench.gate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** Metrics of gates: the one list of their ids and units. */
public enum Metric {
  LATENCY("latency", Unit.RATIO),
  RATIO("ratio", Unit.RATIO),
  OP_TIME("op_time", Unit.NANOSECONDS),
  P99("p99", Unit.NANOSECONDS),
  SIZE("size", Unit.BYTES),
  MEMORY("memory", Unit.BYTES),
  FLOPS("flops", Unit.FLOPS),
  INSTRUCTIONS("instructions", Unit.INSTRUCTIONS),
  ACCURACY("accuracy", Unit.SHARE),
  AGREEMENT("agreement", Unit.SHARE),
  FALSE_ALARMS("false_alarms_per_hour", Unit.PER_HOUR),
  MISS_RATE("miss_rate", Unit.SHARE),
  INPUTS("inputs", Unit.NAMES),
  OUTPUT("output", Unit.NAMES);

  private final String id;
  private final Unit unit;

  Metric(String id, Unit unit) {
    this.id = id;
    this.unit = unit;
  }

  /** Its name in suite files, baselines, journals and reports, such as {@code op_time}. */
  @JsonValue
  public String id() {
    return id;
  }

  /** The default unit. */
  public Unit unit() {
    return unit;
  }

  /** The metric of that id. */
  public static Optional<Metric> of(String id) {
    return Arrays.stream(values()).filter(metric -> metric.id.equals(id)).findFirst();
  }
}
