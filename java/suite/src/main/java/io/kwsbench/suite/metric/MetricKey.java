package io.kwsbench.suite.metric;

import io.kwsbench.gate.Gate;
import io.kwsbench.gate.Metric;
import io.kwsbench.gate.SomeGatesVisitor;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The key of a case's metric: everything that determines its value, so that gates share a value
 * only if they request the same one.
 *
 * @param metric what the gates that ask for it are about
 * @param clips the folder of the clips that it is about; empty for a figure that a case has once
 * @param labels the file with the model's labels, where it is about them
 * @param with the other case that it is about, where it is about two
 */
public record MetricKey(
    Metric metric, Optional<Path> clips, Optional<Path> labels, Optional<String> with) {
  /** Bytes of the model file. */
  public static final MetricKey SIZE = of(Metric.SIZE);

  /** Floating-point operations of one inference. */
  public static final MetricKey FLOPS = of(Metric.FLOPS);

  /** Instructions of one inference. */
  public static final MetricKey INSTRUCTIONS = of(Metric.INSTRUCTIONS);

  /** Peak resident bytes of a process. */
  public static final MetricKey MEMORY = of(Metric.MEMORY);

  /** Median over traced runs of a run's summed op times. */
  public static final MetricKey OP_TIME = of(Metric.OP_TIME);

  private static MetricKey of(Metric metric) {
    return new MetricKey(metric, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Share of clips whose label wins. */
  public static MetricKey accuracy(Path clips, Optional<Path> labels) {
    return new MetricKey(Metric.ACCURACY, Optional.of(clips), labels, Optional.empty());
  }

  /** Share of clips on which a case has the same winner as another one. */
  public static MetricKey agreement(String with, Path clips) {
    return new MetricKey(Metric.AGREEMENT, Optional.of(clips), Optional.empty(), Optional.of(with));
  }

  /** A figure of the detector on recordings. */
  public static MetricKey detection(Metric metric, Path recordings) {
    return new MetricKey(metric, Optional.of(recordings), Optional.empty(), Optional.empty());
  }

  /** The metric's id, such as {@code accuracy}. */
  public String kind() {
    return metric.id();
  }

  /** The figure that a gate is about; empty for gates on the times of rounds. */
  public static Optional<MetricKey> of(Gate gate) {
    return gate.accept(new OfGate());
  }

  /** The figure that a case has once of that metric. */
  public static Optional<MetricKey> single(Metric metric) {
    return switch (metric) {
      case SIZE -> Optional.of(SIZE);
      case FLOPS -> Optional.of(FLOPS);
      case INSTRUCTIONS -> Optional.of(INSTRUCTIONS);
      case MEMORY -> Optional.of(MEMORY);
      case OP_TIME -> Optional.of(OP_TIME);
      case LATENCY, RATIO, P99, ACCURACY, AGREEMENT -> Optional.empty();
      case FALSE_ALARMS, MISS_RATE, INPUTS, OUTPUT -> Optional.empty();
    };
  }

  private static final class OfGate implements SomeGatesVisitor<Optional<MetricKey>> {
    @Override
    public Optional<MetricKey> accuracy(Gate.Accuracy gate) {
      return Optional.of(MetricKey.accuracy(gate.clips(), gate.labels()));
    }

    @Override
    public Optional<MetricKey> agreement(Gate.Agreement gate) {
      return Optional.of(MetricKey.agreement(gate.with(), gate.clips()));
    }

    @Override
    public Optional<MetricKey> detection(Gate.Detection gate) {
      return Optional.of(MetricKey.detection(gate.metric(), gate.recordings()));
    }

    @Override
    public Optional<MetricKey> other(Gate gate) {
      return single(gate.metric());
    }
  }
}
