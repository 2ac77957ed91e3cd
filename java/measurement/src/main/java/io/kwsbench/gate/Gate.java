package io.kwsbench.gate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A condition that a model or its measurements must meet, in a suite as in a single benchmark. A
 * {@link GateEvaluator} judges it.
 */
public sealed interface Gate {
  /** The metric. */
  Metric metric();

  /** The unit of the figure and the limit. */
  default Unit unit() {
    return metric().unit();
  }

  /** Its name in a suite file. */
  default String key() {
    return metric().id();
  }

  /** The visitor's result for this gate. */
  <T> T accept(Visitor<T> visitor);

  /** The other case of the same run that it is held against; empty for the other gates. */
  default Optional<String> otherCase() {
    return Optional.empty();
  }

  /** Returns whether it holds the case against a baseline. */
  default boolean needsBaseline() {
    return false;
  }

  /** A gate on a ratio of times, decided by rounds and statistics. */
  sealed interface Timed extends Gate {
    /** The ratio that is expected, candidate over reference. */
    double expected();

    /** The tolerance above {@link #expected()}, as a share. */
    double tolerance();
  }

  /** A gate on a figure that has no noise. */
  sealed interface Limited extends Gate {
    /** The limit of the figure. */
    Limit limit();

    @Override
    default boolean needsBaseline() {
      return limit().maxGrowth().isPresent();
    }
  }

  /** Not slower than the case of the same name in the baseline. */
  record Latency(double tolerance) implements Timed {
    @Override
    public boolean needsBaseline() {
      return true;
    }

    @Override
    public Metric metric() {
      return Metric.LATENCY;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.latency(this);
    }

    @Override
    public double expected() {
      return 1;
    }
  }

  /**
   * The median of the untraced runs.
   *
   * @param maxNanos what it may be
   */
  record MedianTime(double maxNanos) implements Gate {
    @Override
    public Metric metric() {
      return Metric.LATENCY;
    }

    @Override
    public Unit unit() {
      return Unit.NANOSECONDS;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.medianTime(this);
    }
  }

  /**
   * Latency against another case of the same run.
   *
   * @param to the other case's name
   * @param expected the ratio that is allowed: 1 for "as fast", 0.5 for "in half the time"
   */
  record Ratio(String to, double expected, double tolerance) implements Timed {
    @Override
    public Optional<String> otherCase() {
      return Optional.of(to);
    }

    @Override
    public Metric metric() {
      return Metric.RATIO;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.ratio(this);
    }
  }

  /** Median over traced runs of the sum of per-op times. */
  record OpTime(double maxNanos) implements Gate {
    @Override
    public Metric metric() {
      return Metric.OP_TIME;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.opTime(this);
    }
  }

  /** The 99th percentile of the untraced runs. */
  record P99(double maxNanos) implements Gate {
    @Override
    public Metric metric() {
      return Metric.P99;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.p99(this);
    }
  }

  /** Bytes of the model file: an absolute limit, growth over the baseline, or both. */
  record Size(Limit limit) implements Limited {
    @Override
    public Metric metric() {
      return Metric.SIZE;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.size(this);
    }
  }

  /** Peak resident memory of a process of its own that loads and runs the case. */
  record PeakMemory(Limit limit) implements Limited {
    @Override
    public Metric metric() {
      return Metric.MEMORY;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.memory(this);
    }
  }

  /** Floating-point operations of one inference, by benchmark_model's rule. */
  record FlopCount(Limit limit) implements Limited {
    @Override
    public Metric metric() {
      return Metric.FLOPS;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.flops(this);
    }
  }

  /**
   * Instructions of one inference.
   *
   * @param to the case of the same run that growth is over; empty for the baseline
   */
  record Instructions(Limit limit, Optional<String> to) implements Limited {
    @Override
    public boolean needsBaseline() {
      return Limited.super.needsBaseline() && to.isEmpty();
    }

    @Override
    public Optional<String> otherCase() {
      return to;
    }

    @Override
    public Metric metric() {
      return Metric.INSTRUCTIONS;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.instructions(this);
    }
  }

  /**
   * Share of labeled clips whose label wins.
   *
   * @param clips a folder with one folder of WAV files per label
   * @param labels a file with one label a line, in the order of the model's outputs; empty takes
   *     the model's own names
   */
  record Accuracy(Path clips, Optional<Path> labels, double min) implements Gate {
    @Override
    public Metric metric() {
      return Metric.ACCURACY;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.accuracy(this);
    }
  }

  /** Share of clips on which this case and another have the same winner. */
  record Agreement(String with, Path clips, double min) implements Gate {
    @Override
    public Optional<String> otherCase() {
      return Optional.of(with);
    }

    @Override
    public Metric metric() {
      return Metric.AGREEMENT;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.agreement(this);
    }
  }

  /**
   * The model's detector on long recordings.
   *
   * @param metric false alarms per hour, or the share of words that are missed
   * @param recordings a WAV file, or a folder of them, with their words beside them
   */
  record Detection(Metric metric, Path recordings, double max) implements Gate {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.detection(this);
    }
  }

  /**
   * The graph's own inputs.
   *
   * @param wanted names, types and shapes as reports print them, in order
   */
  record Inputs(List<String> wanted) implements Gate {
    public Inputs {
      wanted = List.copyOf(wanted);
    }

    @Override
    public Metric metric() {
      return Metric.INPUTS;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.inputs(this);
    }
  }

  /**
   * The graph's one output: the probabilities of the classes of one clip.
   *
   * @param name of the tensor, such as {@code labels_softmax:0}
   * @param classes how many there must be
   */
  record Output(String name, int classes) implements Gate {
    @Override
    public Metric metric() {
      return Metric.OUTPUT;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.output(this);
    }
  }

  /** A method per kind of gate. */
  interface Visitor<T> {
    T latency(Latency gate);

    T medianTime(MedianTime gate);

    T ratio(Ratio gate);

    T opTime(OpTime gate);

    T p99(P99 gate);

    T size(Size gate);

    T memory(PeakMemory gate);

    T flops(FlopCount gate);

    T instructions(Instructions gate);

    T accuracy(Accuracy gate);

    T agreement(Agreement gate);

    T detection(Detection gate);

    T inputs(Inputs gate);

    T output(Output gate);
  }
}
