package io.kwsbench.report.benchmark;

import io.kwsbench.gate.Finding;
import io.kwsbench.gate.Gate;
import io.kwsbench.gate.GateEvidence;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.gate.Measurement;
import io.kwsbench.gate.TimedFinding;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.decision.Decision;
import io.kwsbench.tensor.TensorSpec;
import java.util.List;
import java.util.Optional;

/**
 * The evidence of one result for gates.
 *
 * @param model the model itself, whatever ran it
 * @param runs the untraced runs
 * @param opTime median over the traced runs of a run's summed op times, in nanoseconds
 * @param instructions of one inference
 * @param comparisons of this result with others
 */
public record BenchmarkEvidence(
    Model model,
    Runs runs,
    Finding<Measurement> opTime,
    Finding<Measurement> instructions,
    List<Comparison> comparisons)
    implements GateEvidence {
  private static final double MICROSECOND = 1e3;

  /**
   * A model.
   *
   * @param fileBytes of its file
   * @param flops of one inference, by benchmark_model's rule
   * @param inputs the graph's own
   * @param outputs the graph's own
   */
  public record Model(
      long fileBytes,
      Finding<Measurement> flops,
      List<TensorSpec> inputs,
      List<TensorSpec> outputs) {
    public Model {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  public BenchmarkEvidence {
    comparisons = List.copyOf(comparisons);
  }

  /**
   * The evidence on a graph in an engine.
   *
   * @param inputs the graph's own
   * @param outputs the graph's own
   */
  public static BenchmarkEvidence of(
      Result result,
      List<TensorSpec> inputs,
      List<TensorSpec> outputs,
      List<Comparison> comparisons) {
    return new BenchmarkEvidence(
        new Model(
            result.graph().fileBytes(),
            Measurement.found(
                result.costs().flops().counts().benchmarkModel(), "by benchmark_model's rule"),
            inputs,
            outputs),
        runs(result.phases().untraced()),
        opTime(result.profile().ops().timeUs().median(), result.phases().traced().count()),
        instructions(result.instructions()),
        comparisons.stream().filter(c -> c.candidate().equals(result.name())).toList());
  }

  /** Untraced runs whose times are in microseconds. */
  public static Runs runs(Distribution micros) {
    return new Runs(micros.count(), micros.median() * MICROSECOND, micros.p99() * MICROSECOND);
  }

  /** The median of the summed op times of traced runs, in microseconds. */
  public static Finding<Measurement> opTime(double medianUs, long tracedRuns) {
    return tracedRuns == 0
        ? new Finding.Missing<>(GateStatus.NOT_MEASURED, "no traced run")
        : Measurement.found(medianUs * MICROSECOND, "median of " + tracedRuns + " traced runs");
  }

  private static Finding<Measurement> instructions(Optional<InstructionSection> counted) {
    if (counted.isEmpty()) {
      return new Finding.Missing<>(GateStatus.NOT_MEASURED, "not counted");
    }
    String conditions = counted.get().conditions();
    return counted
        .get()
        .count()
        .map(count -> Measurement.found(count, conditions))
        .orElseGet(() -> new Finding.Missing<>(GateStatus.NOT_OFFERED, conditions));
  }

  @Override
  public Finding<Measurement> measurement(Gate gate) {
    return switch (gate.metric()) {
      case SIZE -> Measurement.found(model.fileBytes(), "");
      case FLOPS -> model.flops();
      case OP_TIME -> opTime;
      case INSTRUCTIONS -> instructions;
      case MEMORY, ACCURACY, AGREEMENT, FALSE_ALARMS, MISS_RATE ->
          new Finding.Missing<>(GateStatus.NOT_MEASURED, "only a suite measures it");
      case LATENCY, RATIO, P99, INPUTS, OUTPUT ->
          throw new IllegalStateException(gate + " is about runs or tensors");
    };
  }

  @Override
  public Finding<List<TensorSpec>> inputs() {
    return new Finding.Found<>(model.inputs());
  }

  @Override
  public Finding<List<TensorSpec>> outputs() {
    return new Finding.Found<>(model.outputs());
  }

  @Override
  public Finding<Measurement> reference(Gate.Limited gate) {
    return new Finding.Missing<>(GateStatus.NO_BASELINE, "only a suite has baselines");
  }

  @Override
  public TimedFinding timed(Gate.Timed gate) {
    if (gate.otherCase().isEmpty()) {
      return TimedFinding.missing("baseline", GateStatus.NO_BASELINE, "only a suite has baselines");
    }
    String other = gate.otherCase().get();
    return comparisons.stream()
        .filter(comparison -> comparison.reference().equals(other))
        .findFirst()
        .flatMap(Comparison::ratio)
        .map(
            ratio -> {
              Decision decision =
                  Decision.of(ratio, gate.expected(), gate.tolerance(), (int) runs.count());
              return TimedFinding.decided(other, decision, decision.aboutLimit());
            })
        .orElseGet(
            () ->
                TimedFinding.missing(
                    other, GateStatus.NOT_MEASURED, "too few interleaved runs to compare"));
  }
}
