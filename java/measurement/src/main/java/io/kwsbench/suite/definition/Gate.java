package io.kwsbench.suite.definition;

import java.nio.file.Path;
import java.util.Optional;

/** Something that must hold of a case. */
public sealed interface Gate {
  /** The key of the gate in a suite file. */
  String key();

  /** Whether it holds the case against a baseline. */
  default boolean needsBaseline() {
    return false;
  }

  /** A gate on a ratio of times, decided by rounds and statistics. */
  sealed interface Timed extends Gate {
    /** The ratio that is expected, candidate over reference. */
    double expected();

    /** How much above {@link #expected()} is tolerated, as a share. */
    double tolerance();
  }

  /** A gate on a figure that has no noise. */
  sealed interface Limited extends Gate {
    /** What the figure may be. */
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
    public String key() {
      return "latency";
    }

    @Override
    public double expected() {
      return 1;
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
    public String key() {
      return "ratio";
    }
  }

  /** Median over traced runs of the sum of per-op times. */
  record OpTime(double maxNanos) implements Gate {
    @Override
    public String key() {
      return "op_time";
    }
  }

  /** The 99th percentile of the untraced runs. */
  record P99(double maxNanos) implements Gate {
    @Override
    public String key() {
      return "p99";
    }
  }

  /** Bytes of the model file: an absolute limit, growth over the baseline, or both. */
  record Size(Limit limit) implements Limited {
    @Override
    public String key() {
      return "size";
    }
  }

  /** Peak resident memory of a process of its own that loads and runs the case. */
  record PeakMemory(Limit limit) implements Limited {
    @Override
    public String key() {
      return "memory";
    }
  }

  /** Floating-point operations of one inference, by benchmark_model's rule. */
  record FlopCount(Limit limit) implements Limited {
    @Override
    public String key() {
      return "flops";
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
    public String key() {
      return "instructions";
    }
  }

  /**
   * Share of labelled clips whose label wins.
   *
   * @param clips a folder with one folder of WAV files a label
   * @param labels a file with one label a line, in the order of the model's outputs
   */
  record Accuracy(Path clips, Path labels, double min) implements Gate {
    @Override
    public String key() {
      return "accuracy";
    }
  }

  /** Share of clips on which this case and another have the same winner. */
  record Agreement(String with, Path clips, double min) implements Gate {
    @Override
    public String key() {
      return "agreement";
    }
  }
}
