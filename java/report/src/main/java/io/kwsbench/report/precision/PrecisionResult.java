package io.kwsbench.report.precision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kwsbench.measure.Environment;
import io.kwsbench.measure.MeasurementWarning;
import io.kwsbench.stats.ShareInterval;
import io.kwsbench.stats.decision.RatioInterval;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model in floats and in lower precisions, on the same clips.
 *
 * @param subject what was measured
 * @param limit what a precision may cost, and which one keeps to it
 * @param precisions floats first
 * @param classes in the model's order
 * @param longAudio false alarms; empty where they were not measured
 * @param environment the machine
 * @param warnings what makes the times doubtful
 */
public record PrecisionResult(
    @JsonUnwrapped Subject subject,
    @JsonUnwrapped Limit limit,
    List<Form> precisions,
    List<OfClass> classes,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<LongAudio> longAudio,
    Environment environment,
    List<MeasurementWarning> warnings) {
  /** Changes when a name or a unit does. */
  public static final int SCHEMA_VERSION = 1;

  public PrecisionResult {
    precisions = List.copyOf(precisions);
    classes = List.copyOf(classes);
    warnings = List.copyOf(warnings);
  }

  /**
   * The model, its clips, and what ran it.
   *
   * @param model its file
   * @param set the set's name
   * @param clips that were read
   * @param unreadable further clips, which are in no figure
   * @param engine the engine's name
   * @param engineVersion its version
   * @param threads of a run
   */
  public record Subject(
      String model,
      String set,
      int clips,
      int unreadable,
      String engine,
      String engineVersion,
      int threads) {}

  /**
   * The limit of the loss.
   *
   * @param maxDropPoints points of accuracy that a precision may lose
   * @param chosen the smallest model that loses no more; empty where there is none
   */
  public record Limit(
      double maxDropPoints, @JsonInclude(JsonInclude.Include.ALWAYS) Optional<String> chosen) {
    /** The smallest of the lower precisions that keep to the limit. */
    public static Limit of(double maxDropPoints, List<Form> precisions) {
      return new Limit(
          maxDropPoints,
          precisions.stream()
              .filter(form -> form.change().filter(Change::withinLimit).isPresent())
              .min(Comparator.comparingLong(Form::fileBytes))
              .map(Form::precision));
    }
  }

  /**
   * The model in one precision.
   *
   * @param precision its name, such as {@code weights8}
   * @param fileBytes of the compiled model
   * @param accuracy on the clips
   * @param latency of a run
   * @param change against floats; empty for floats themselves
   * @param weights of each step, the worst first; empty for floats
   */
  public record Form(
      String precision,
      long fileBytes,
      @JsonUnwrapped Accuracy accuracy,
      Latency latency,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Change> change,
      List<Weights> weights) {
    public Form {
      weights = List.copyOf(weights);
    }
  }

  /**
   * The share of clips that was right.
   *
   * @param interval95 where it lies on more clips of this kind
   */
  public record Accuracy(
      double accuracy, @JsonProperty("accuracy_interval_95") ShareInterval interval95) {}

  /**
   * The time of a run.
   *
   * @param medianUs in microseconds
   * @param runs how many were timed
   * @param timeRatio time over that of floats; empty for floats, and for too few runs
   */
  public record Latency(
      double medianUs,
      long runs,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<RatioInterval> timeRatio) {}

  /**
   * The differences of the answers from those of floats.
   *
   * @param dropPoints points of accuracy that are lost; below 0 where it is better
   * @param interval95 where the loss lies on more clips of this kind
   * @param withinLimit whether it is within the limit
   * @param otherClass clips whose likeliest class differs
   * @param lost those of them that only floats get right
   * @param gained those of them that only this precision gets right
   * @param largestDifference of a score
   */
  public record Change(
      double dropPoints,
      @JsonProperty("drop_interval_95") ShareInterval interval95,
      boolean withinLimit,
      int otherClass,
      int lost,
      int gained,
      double largestDifference) {}

  /**
   * A step with weights, and what it loses by itself.
   *
   * @param nodes of the graph that the step stands for
   * @param values how many weights there are
   * @param signalToNoiseDb the weights' energy over that of their rounding errors, or for a step of
   *     integers that of its result; empty where nothing was lost
   */
  public record Weights(List<String> nodes, long values, Optional<Double> signalToNoiseDb) {
    public Weights {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * False alarms in long audio, of each precision at no more missed words than floats have.
   *
   * @param hours of audio
   * @param words that are said in it
   * @param precisions floats first
   */
  public record LongAudio(double hours, int words, List<Alarms> precisions) {
    public LongAudio {
      precisions = List.copyOf(precisions);
    }

    /** Those of a precision. */
    Optional<Alarms> of(String precision) {
      return precisions.stream().filter(one -> one.precision().equals(precision)).findFirst();
    }
  }

  /**
   * False alarms of a precision.
   *
   * @param threshold of all words
   * @param missedShare share of the words that it misses
   * @param falseAlarms how many there were
   * @param falseAlarmsPerHour the same per hour
   * @param interval95 where the rate lies, if alarms follow a Poisson distribution
   */
  public record Alarms(
      String precision,
      double threshold,
      double missedShare,
      int falseAlarms,
      double falseAlarmsPerHour,
      @JsonProperty("false_alarms_per_hour_interval_95") List<Double> interval95) {
    public Alarms {
      interval95 = List.copyOf(interval95);
    }
  }

  /**
   * A class.
   *
   * @param clips of it
   * @param recall by precision; empty for a class without clips
   */
  public record OfClass(String label, int clips, Map<String, Double> recall) {}
}
