package io.kwsbench.suite.run;

import io.kwsbench.suite.definition.Gate;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which figure of a case: everything that decides what is measured, so that two gates share a
 * figure only when they ask for the same one.
 */
public sealed interface FigureKey {
  /** The key of the gates that ask for it, such as {@code accuracy}. */
  String kind();

  /** Figures that a case has once. */
  enum Single implements FigureKey {
    /** Bytes of the model file. */
    SIZE("size"),
    /** Floating-point operations of one inference. */
    FLOPS("flops"),
    /** Instructions of one inference. */
    INSTRUCTIONS("instructions"),
    /** Peak resident bytes of a process. */
    MEMORY("memory"),
    /** Median over traced runs of a run's summed op times. */
    OP_TIME("op_time");

    private final String kind;

    Single(String kind) {
      this.kind = kind;
    }

    @Override
    public String kind() {
      return kind;
    }
  }

  /**
   * Share of clips whose label wins.
   *
   * @param clips their folder
   * @param labels the file with the model's labels
   */
  record Accuracy(Path clips, Path labels) implements FigureKey {
    @Override
    public String kind() {
      return "accuracy";
    }
  }

  /**
   * Share of clips on which two cases have the same winner.
   *
   * @param with the other case's name
   * @param clips their folder
   */
  record Agreement(String with, Path clips) implements FigureKey {
    @Override
    public String kind() {
      return "agreement";
    }
  }

  /** The figure that a gate is about; empty for gates on the times of rounds. */
  static Optional<FigureKey> of(Gate gate) {
    if (gate instanceof Gate.Accuracy accuracy) {
      return Optional.of(new Accuracy(accuracy.clips(), accuracy.labels()));
    }
    if (gate instanceof Gate.Agreement agreement) {
      return Optional.of(new Agreement(agreement.with(), agreement.clips()));
    }
    return single(gate.key());
  }

  /** The figure that a case has once of that kind. */
  static Optional<FigureKey> single(String kind) {
    for (Single single : Single.values()) {
      if (single.kind().equals(kind)) {
        return Optional.of(single);
      }
    }
    return Optional.empty();
  }
}
