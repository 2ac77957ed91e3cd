package io.kwsbench.suite.definition;

import io.kwsbench.gate.Gate;
import io.kwsbench.gate.Limit;
import io.kwsbench.gate.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code gates}: a mapping from a metric's id to a gate or a list of gates. */
final class GateReader {
  private static final Set<String> KEYS =
      Arrays.stream(Metric.values()).map(Metric::id).collect(Collectors.toUnmodifiableSet());
  private static final double DEFAULT_TOLERANCE = 0.03;
  private final Path folder;
  private final Optional<Path> labels;

  /**
   * @param folder what relative paths are relative to
   * @param labels file of the case, for gates that name none
   */
  GateReader(Path folder, Optional<Path> labels) {
    this.folder = folder;
    this.labels = labels;
  }

  List<Gate> read(Place gates) {
    List<Gate> read = new ArrayList<>();
    for (Map.Entry<String, Place> gate : gates.map(KEYS).entrySet()) {
      for (Place one : gate.getValue().items()) {
        read.addAll(gates(Metric.of(gate.getKey()).orElseThrow(), one));
      }
    }
    return read;
  }

  private List<Gate> gates(Metric metric, Place place) {
    return metric == Metric.LATENCY ? latency(place) : List.of(one(metric, place));
  }

  /** A limit, a slowdown since the baseline, or both; the latter where nothing is said. */
  private static List<Gate> latency(Place place) {
    Map<String, Place> entries = place.map(Set.of("max", "max_slowdown"));
    List<Gate> gates = new ArrayList<>();
    if (entries.containsKey("max")) {
      gates.add(new Gate.MedianTime(entries.get("max").quantity(Quantity.TIME)));
    }
    if (gates.isEmpty() || entries.containsKey("max_slowdown")) {
      gates.add(new Gate.Latency(tolerance(entries)));
    }
    return gates;
  }

  private Gate one(Metric metric, Place place) {
    return switch (metric) {
      case LATENCY -> throw new IllegalStateException("latency is one gate or two");
      case RATIO -> ratio(place);
      case OP_TIME -> new Gate.OpTime(max(place, Quantity.TIME));
      case P99 -> new Gate.P99(max(place, Quantity.TIME));
      case SIZE -> new Gate.Size(limit(place, Quantity.BYTES));
      case MEMORY -> new Gate.PeakMemory(limit(place, Quantity.BYTES));
      case INSTRUCTIONS -> instructions(place);
      case FLOPS -> new Gate.FlopCount(limit(place, Quantity.COUNT));
      case ACCURACY -> accuracy(place);
      case AGREEMENT -> agreement(place);
      case FALSE_ALARMS, MISS_RATE -> detection(metric, place);
      case INPUTS -> inputs(place);
      case OUTPUT -> output(place);
    };
  }

  private static Gate ratio(Place place) {
    Map<String, Place> entries = place.map(Set.of("to", "max", "max_slowdown"));
    String to = place.require(entries, "to").text();
    if (!entries.containsKey("max")) {
      return new Gate.Ratio(to, 1, tolerance(entries));
    }
    double max = entries.get("max").quantity(Quantity.NUMBER);
    if (max <= 0) {
      throw entries.get("max").error("must be above 0");
    }
    return new Gate.Ratio(to, max, entries.containsKey("max_slowdown") ? tolerance(entries) : 0);
  }

  private static double tolerance(Map<String, Place> entries) {
    Place place = entries.get("max_slowdown");
    return place == null ? DEFAULT_TOLERANCE : place.quantity(Quantity.SHARE);
  }

  private static double max(Place place, Quantity quantity) {
    return place.require(place.map(Set.of("max")), "max").quantity(quantity);
  }

  /**
   * With {@code to}, growth is over another case; {@code max_ratio: 0.5} says "half of its
   * instructions".
   */
  private static Gate instructions(Place place) {
    Map<String, Place> entries = place.map(Set.of("max", "max_growth", "to", "max_ratio"));
    if (!entries.containsKey("to")) {
      if (entries.containsKey("max_ratio")) {
        throw entries.get("max_ratio").error("needs to: the case that the ratio is over");
      }
      return new Gate.Instructions(limit(place, entries, Quantity.COUNT), Optional.empty());
    }
    Optional<String> to = Optional.of(entries.get("to").text());
    if (entries.containsKey("max_growth") == entries.containsKey("max_ratio")) {
      throw place.error("with to it needs one of max_growth and max_ratio");
    }
    if (entries.containsKey("max_growth")) {
      return new Gate.Instructions(limit(place, entries, Quantity.COUNT), to);
    }
    double ratio = entries.get("max_ratio").quantity(Quantity.NUMBER);
    OptionalDouble max = optional(entries.get("max"), Quantity.COUNT);
    return new Gate.Instructions(new Limit(max, OptionalDouble.of(ratio - 1)), to);
  }

  private static Limit limit(Place place, Quantity quantity) {
    return limit(place, place.map(Set.of("max", "max_growth")), quantity);
  }

  private static Limit limit(Place place, Map<String, Place> entries, Quantity quantity) {
    if (!entries.containsKey("max") && !entries.containsKey("max_growth")) {
      throw place.error("needs max or max_growth");
    }
    return new Limit(
        optional(entries.get("max"), quantity),
        optional(entries.get("max_growth"), Quantity.SHARE));
  }

  private static OptionalDouble optional(Place place, Quantity quantity) {
    return place == null ? OptionalDouble.empty() : OptionalDouble.of(place.quantity(quantity));
  }

  private Gate accuracy(Place place) {
    Map<String, Place> entries = place.map(Set.of("clips", "labels", "min"));
    return new Gate.Accuracy(
        path(place.require(entries, "clips")),
        Optional.ofNullable(entries.get("labels"))
            .map(file -> SuitePath.file(folder, file))
            .or(() -> labels),
        share(place.require(entries, "min")));
  }

  private Gate agreement(Place place) {
    Map<String, Place> entries = place.map(Set.of("with", "clips", "min"));
    return new Gate.Agreement(
        place.require(entries, "with").text(),
        path(place.require(entries, "clips")),
        share(place.require(entries, "min")));
  }

  private Gate detection(Metric metric, Place place) {
    Map<String, Place> entries = place.map(Set.of("recordings", "max"));
    Place max = place.require(entries, "max");
    return new Gate.Detection(
        metric,
        path(place.require(entries, "recordings")),
        metric == Metric.MISS_RATE ? share(max) : max.quantity(Quantity.NUMBER));
  }

  private static Gate inputs(Place place) {
    Map<String, Place> entries = place.map(Set.of("tensors"));
    return new Gate.Inputs(
        place.require(entries, "tensors").items().stream().map(Place::text).toList());
  }

  private static Gate output(Place place) {
    Map<String, Place> entries = place.map(Set.of("tensor", "classes"));
    return new Gate.Output(
        place.require(entries, "tensor").text(),
        (int) place.require(entries, "classes").whole(1, Integer.MAX_VALUE));
  }

  private static double share(Place place) {
    double share = place.quantity(Quantity.SHARE);
    if (share > 1) {
      throw place.error("a share is at most 1 (100%)");
    }
    return share;
  }

  private Path path(Place place) {
    return SuitePath.existing(folder, place);
  }
}
