package io.kwsbench.suite.definition;

import io.kwsbench.KwsException;
import io.kwsbench.gate.Gate;
import io.kwsbench.gate.Limit;
import io.kwsbench.gate.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gates outside a suite: a file of them, or one as {@code NAME=LIMIT}. */
public final class Gates {
  private Gates() {}

  /**
   * Reads a file with a list of gates as a case of a suite has them: {@code - latency: {max: 2ms}}.
   *
   * @throws KwsException naming file, line and key when something is wrong
   */
  public static List<Gate> read(Path file) {
    GateReader reader = new GateReader(file.toAbsolutePath().getParent(), Optional.empty());
    List<Gate> gates = new ArrayList<>();
    YamlFile.read(file).items().forEach(item -> gates.addAll(reader.read(item)));
    return gates;
  }

  /**
   * The gate that a metric and its limit stand for.
   *
   * @param limit such as {@code 2ms}, in the units that suites have
   * @param reference the name of what a ratio of times is over
   * @return empty for a metric that needs more than a limit
   * @throws NoQuantityException when the limit is no such quantity
   */
  public static Optional<Gate> of(Metric metric, String limit, String reference) {
    return Optional.ofNullable(
        switch (metric) {
          case LATENCY -> new Gate.MedianTime(Quantity.TIME.parse(limit));
          case RATIO -> new Gate.Ratio(reference, positive(limit), 0);
          case OP_TIME -> new Gate.OpTime(Quantity.TIME.parse(limit));
          case P99 -> new Gate.P99(Quantity.TIME.parse(limit));
          case SIZE -> new Gate.Size(Limit.max(Quantity.BYTES.parse(limit)));
          case MEMORY -> new Gate.PeakMemory(Limit.max(Quantity.BYTES.parse(limit)));
          case FLOPS -> new Gate.FlopCount(Limit.max(Quantity.COUNT.parse(limit)));
          case INSTRUCTIONS ->
              new Gate.Instructions(Limit.max(Quantity.COUNT.parse(limit)), Optional.empty());
          case ACCURACY, AGREEMENT, FALSE_ALARMS, MISS_RATE, INPUTS, OUTPUT -> null;
        });
  }

  private static double positive(String ratio) {
    double value = Quantity.NUMBER.parse(ratio);
    if (value <= 0) {
      throw new NoQuantityException("'" + ratio + "' is not above 0");
    }
    return value;
  }
}
