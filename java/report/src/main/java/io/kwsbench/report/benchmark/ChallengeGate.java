package io.kwsbench.report.benchmark;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kwsbench.metadata.ChallengeGraph;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorSpec;
import java.util.List;
import java.util.OptionalInt;

/**
 * A condition of the TensorFlow Speech Recognition Challenge's Raspberry Pi prize, with what was
 * found: a frozen graph under 5,000,000 bytes that runs in under 200 ms, with given names and
 * shapes of its input and output. The challenge had twelve classes; a graph whose labels are known
 * is held to their number instead.
 */
public sealed interface ChallengeGate {
  /** Short and stable: {@code file_size}. */
  String name();

  /** Whether it is met. */
  boolean pass();

  /** What a visitor makes of it. */
  <T> T accept(Visitor<T> visitor);

  /** The gate as reports tell it. */
  @JsonValue
  default Told told() {
    GateWords.Words words = accept(new GateWords());
    return new Told(name(), words.requirement(), words.measured(), pass());
  }

  /**
   * A gate as reports tell it.
   *
   * @param name short, stable: {@code file_size}
   * @param requirement what it wants
   * @param measured what was found
   * @param pass whether it is met
   */
  record Told(String name, String requirement, String measured, boolean pass) {}

  /**
   * All conditions, and whether they are met.
   *
   * @param fileBytes of the model's file
   * @param inputs what the graph itself wants to be fed
   * @param outputs what the graph itself computes
   * @param labels how many labels its classes have, where they are known
   * @param opSumUs median over the traced runs of a run's summed op times; 0 when nothing was
   *     traced
   * @param untracedMedianUs told beside it
   */
  static List<ChallengeGate> of(
      long fileBytes,
      List<TensorSpec> inputs,
      List<TensorSpec> outputs,
      OptionalInt labels,
      double opSumUs,
      double untracedMedianUs) {
    return List.of(
        new FileSize(fileBytes),
        new OpTime(opSumUs, untracedMedianUs),
        new Inputs(inputs),
        new Output(labels.orElse(Output.CHALLENGE_CLASSES), outputs));
  }

  /** The model's file is small. */
  record FileSize(long bytes) implements ChallengeGate {
    @Override
    public String name() {
      return "file_size";
    }

    @Override
    public boolean pass() {
      return bytes < ChallengeGraph.SIZE_LIMIT;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.fileSize(this);
    }
  }

  /**
   * The ops of a run take little time together.
   *
   * @param sumUs median over the traced runs, in microseconds; 0 when nothing was traced
   * @param untracedMedianUs of a whole run without tracing
   */
  record OpTime(double sumUs, double untracedMedianUs) implements ChallengeGate {
    static final double MOST_MILLISECONDS = 200;

    @Override
    public String name() {
      return "op_time";
    }

    /** Whether anything was traced. */
    public boolean measured() {
      return sumUs > 0;
    }

    @Override
    public boolean pass() {
      return measured() && sumUs / 1e3 < MOST_MILLISECONDS;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.opTime(this);
    }
  }

  /** The graph wants a decoded WAV file. */
  record Inputs(List<TensorSpec> found) implements ChallengeGate {
    static final List<String> WANTED =
        List.of(ChallengeGraph.DATA + ":0 float[16000,1]", ChallengeGraph.DATA + ":1 int32[]");

    public Inputs {
      found = List.copyOf(found);
    }

    @Override
    public String name() {
      return "inputs";
    }

    @Override
    public boolean pass() {
      return found.stream().map(TensorSpec::toString).toList().equals(WANTED);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.inputs(this);
    }
  }

  /**
   * The graph computes a probability a class of one clip, and nothing else.
   *
   * @param classes how many there must be
   */
  record Output(int classes, List<TensorSpec> found) implements ChallengeGate {
    static final int CHALLENGE_CLASSES = 12;
    static final String WANTED = ChallengeGraph.OUTPUT + ":0";

    public Output {
      found = List.copyOf(found);
    }

    @Override
    public String name() {
      return "output";
    }

    @Override
    public boolean pass() {
      return found.size() == 1 && isWanted(found.get(0));
    }

    private boolean isWanted(TensorSpec output) {
      return output.name().toString().equals(WANTED)
          && output.dtype() == DType.FLOAT
          && output.shape().isStatic()
          && output.shape().rank() > 0
          && output.shape().dim(-1) == classes
          && output.shape().elements().orElse(0) == classes;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.output(this);
    }
  }

  /** What is done with each kind of condition. */
  interface Visitor<T> {
    T fileSize(FileSize gate);

    T opTime(OpTime gate);

    T inputs(Inputs gate);

    T output(Output gate);
  }
}
