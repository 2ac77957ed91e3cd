package io.kwsbench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.stats.decision.Decision;
import io.kwsbench.stats.decision.RatioInterval;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateEvaluatorTest {
  private static final List<TensorSpec> INPUTS =
      List.of(
          new TensorSpec(new TensorName("decoded_sample_data", 0), DType.FLOAT, Shape.of(16000, 1)),
          new TensorSpec(new TensorName("decoded_sample_data", 1), DType.INT32, Shape.SCALAR));
  private static final Finding<Measurement> NOTHING =
      new Finding.Missing<>(GateStatus.NOT_MEASURED, "interrupted");

  /** What a run would have found. */
  private record Known(
      Runs runs,
      double bytes,
      Finding<Measurement> opTime,
      List<TensorSpec> in,
      List<TensorSpec> out,
      Finding<Measurement> reference,
      TimedFinding timed)
      implements GateEvidence {
    static Known of(double bytes, double opTimeNanos, List<TensorSpec> in, List<TensorSpec> out) {
      return new Known(
          new Runs(1000, 2e6, 3e6),
          bytes,
          Measurement.found(opTimeNanos, ""),
          in,
          out,
          NOTHING,
          null);
    }

    Known with(Runs other) {
      return new Known(other, bytes, opTime, in, out, reference, timed);
    }

    Known withReference(Finding<Measurement> other) {
      return new Known(runs, bytes, opTime, in, out, other, timed);
    }

    Known withTimed(TimedFinding other) {
      return new Known(runs, bytes, opTime, in, out, reference, other);
    }

    @Override
    public Finding<Measurement> measurement(Gate gate) {
      return switch (gate.metric()) {
        case SIZE -> Measurement.found(bytes, "");
        case INSTRUCTIONS -> Measurement.found(bytes, "callgrind");
        case OP_TIME, FALSE_ALARMS, MISS_RATE -> opTime;
        default -> NOTHING;
      };
    }

    @Override
    public Finding<List<TensorSpec>> inputs() {
      return new Finding.Found<>(in);
    }

    @Override
    public Finding<List<TensorSpec>> outputs() {
      return new Finding.Found<>(out);
    }

    @Override
    public Finding<Measurement> reference(Gate.Limited gate) {
      return reference;
    }

    @Override
    public TimedFinding timed(Gate.Timed gate) {
      return timed;
    }
  }

  private static List<TensorSpec> output(long... dims) {
    return List.of(
        new TensorSpec(new TensorName("labels_softmax", 0), DType.FLOAT, Shape.of(dims)));
  }

  private static GateResult judge(GateEvidence evidence, Gate gate) {
    return new GateEvaluator(evidence).judge(List.of(gate)).get(0);
  }

  private static List<String> failing(Known evidence, OptionalInt labels) {
    return new GateEvaluator(evidence)
        .judge(ChallengeGates.of(labels)).stream()
            .filter(gate -> gate.status() != GateStatus.PASS)
            .map(gate -> gate.gate().id())
            .toList();
  }

  private static List<String> failing(Known evidence) {
    return failing(evidence, OptionalInt.empty());
  }

  @Test
  void aFitGraphPassesTheChallenge() {
    assertThat(failing(Known.of(4_999_999, 199.999e6, INPUTS, output(1, 12)))).isEmpty();
    assertThat(failing(Known.of(4_999_999, 199.999e6, INPUTS, output(12)))).isEmpty();
  }

  @Test
  void eachConditionOfTheChallengeFailsByItself() {
    assertThat(failing(Known.of(5_000_000, 1, INPUTS, output(12)))).containsExactly("size");
    assertThat(failing(Known.of(1, 200e6, INPUTS, output(12)))).containsExactly("op_time");
    assertThat(failing(Known.of(1, 1, List.of(), output(12)))).containsExactly("inputs");
    assertThat(failing(Known.of(1, 1, INPUTS, output(11)))).containsExactly("output");
    assertThat(failing(Known.of(1, 1, INPUTS, output(2, 12)))).containsExactly("output");
    assertThat(failing(Known.of(1, 1, INPUTS, List.of()))).containsExactly("output");
  }

  @Test
  void knownLabelsSayHowManyClassesThereAre() {
    OptionalInt labels = OptionalInt.of(22);
    assertThat(failing(Known.of(1, 1, INPUTS, output(22)), labels)).isEmpty();
    assertThat(failing(Known.of(1, 1, INPUTS, output(12)), labels)).containsExactly("output");
    assertThat(judge(Known.of(1, 1, INPUTS, output(12)), ChallengeGates.of(labels).get(3)).note())
        .isEqualTo("labels_softmax:0 float[12]; wanted: labels_softmax:0 float, 22 classes");
  }

  @Test
  void whatWasNotMeasuredNeitherPassesNorFails() {
    Known nothing =
        new Known(new GateEvidence.Runs(0, 0, 0), 1, NOTHING, List.of(), List.of(), NOTHING, null);
    for (Gate gate : List.of(new Gate.OpTime(1e9), new Gate.MedianTime(1e9), new Gate.P99(1e9))) {
      assertThat(judge(nothing, gate).status()).as("%s", gate).isEqualTo(GateStatus.NOT_MEASURED);
      assertThat(judge(nothing, gate).value()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"2e6, PASS", "1.999e6, FAIL"})
  void theMedianIsJudged(double max, GateStatus status) {
    GateResult result = judge(Known.of(1, 1, INPUTS, output(12)), new Gate.MedianTime(max));
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.gate().id()).isEqualTo("latency");
    assertThat(result.unit()).isEqualTo(Unit.NANOSECONDS);
    assertThat(result.value()).hasValue(2e6);
  }

  @ParameterizedTest
  @CsvSource({"0.5, PASS", "0.499, FAIL"})
  void theDetectorIsJudged(double max, GateStatus status) {
    Known heard = Known.of(1, 0.5, INPUTS, output(12));
    for (Metric metric : List.of(Metric.FALSE_ALARMS, Metric.MISS_RATE)) {
      GateResult result = judge(heard, new Gate.Detection(metric, Path.of("talk.wav"), max));
      assertThat(result.status()).isEqualTo(status);
      assertThat(result.gate()).isEqualTo(metric);
      assertThat(result.limit()).hasValue(max);
    }
  }

  @Test
  void fewRunsHaveNo99thPercentile() {
    Known few = Known.of(1, 1, INPUTS, output(12)).with(new GateEvidence.Runs(99, 1, 1));
    assertThat(judge(few, new Gate.P99(2)).status()).isEqualTo(GateStatus.UNDECIDED);
    Known enough = few.with(new GateEvidence.Runs(100, 1, 3));
    assertThat(judge(enough, new Gate.P99(2)).status()).isEqualTo(GateStatus.FAIL);
  }

  @Test
  void growthNeedsWhatItIsOver() {
    Gate growth = new Gate.Size(new Limit(OptionalDouble.of(200), OptionalDouble.of(0.01)));
    Known evidence = Known.of(101, 1, INPUTS, output(12));
    assertThat(judge(evidence, growth).status()).isEqualTo(GateStatus.NOT_MEASURED);
    assertThat(judge(evidence.withReference(Measurement.found(100, "")), growth).status())
        .isEqualTo(GateStatus.PASS);
    assertThat(judge(evidence.withReference(Measurement.found(99, "")), growth).status())
        .isEqualTo(GateStatus.REGRESSION);
    assertThat(judge(Known.of(201, 1, INPUTS, output(12)), growth).status())
        .as("the limit itself needs no reference")
        .isEqualTo(GateStatus.FAIL);
  }

  @Test
  void countsOfInstructionsCompareOnlyWhenHadAlike() {
    Gate growth =
        new Gate.Instructions(
            new Limit(OptionalDouble.empty(), OptionalDouble.of(0.01)), Optional.empty());
    Known evidence = Known.of(100, 1, INPUTS, output(12));
    assertThat(judge(evidence.withReference(Measurement.found(100, "callgrind")), growth).status())
        .isEqualTo(GateStatus.PASS);
    assertThat(judge(evidence.withReference(Measurement.found(100, "perf")), growth).status())
        .isEqualTo(GateStatus.NOT_OFFERED);
  }

  /** The whole interval decides, not the ratio alone. */
  @ParameterizedTest
  @CsvSource({"0.80, 0.89, PASS", "0.80, 0.91, UNDECIDED", "0.91, 0.95, FAIL"})
  void anIntervalDecidesARatio(double low, double high, GateStatus status) {
    Decision decision = Decision.of(new RatioInterval(0.85, low, high, 0.99), 0.9, 0, 1000);
    Known evidence =
        Known.of(1, 1, INPUTS, output(12))
            .withTimed(TimedFinding.decided("tensorflow", decision, ""));
    GateResult result = judge(evidence, new Gate.Ratio("tensorflow", 0.9, 0));
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.limit()).hasValue(0.9);
    assertThat(result.value().getAsDouble())
        .isCloseTo(0.85, org.assertj.core.data.Offset.offset(1e-9));
  }
}
