package io.kwsbench.gate;

import io.kwsbench.stats.decision.Decision;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Judges gates of every kind by what a run measured of its subject. */
public final class GateEvaluator implements Gate.Visitor<GateResult> {
  private static final int FEWEST_FOR_P99 = 100;
  private final GateEvidence evidence;

  /**
   * @param evidence of the one subject
   */
  public GateEvaluator(GateEvidence evidence) {
    this.evidence = evidence;
  }

  /** The results of some gates, in their order. */
  public List<GateResult> judge(List<Gate> gates) {
    return gates.stream().map(gate -> gate.accept(this)).toList();
  }

  @Override
  public GateResult latency(Gate.Latency gate) {
    return timed(gate);
  }

  @Override
  public GateResult ratio(Gate.Ratio gate) {
    return timed(gate);
  }

  @Override
  public GateResult medianTime(Gate.MedianTime gate) {
    GateEvidence.Runs runs = evidence.runs();
    return runs.count() == 0
        ? noRun(gate)
        : atMost(
            gate, "max", runs.median(), gate.maxNanos(), "median of " + runs.count() + " runs");
  }

  @Override
  public GateResult p99(Gate.P99 gate) {
    GateEvidence.Runs runs = evidence.runs();
    if (runs.count() == 0) {
      return noRun(gate);
    }
    return runs.count() < FEWEST_FOR_P99
        ? GateResult.without(gate, GateStatus.UNDECIDED, runs.count() + " runs are too few")
        : atMost(gate, "max", runs.p99(), gate.maxNanos(), "of " + runs.count() + " runs");
  }

  private static GateResult noRun(Gate gate) {
    return GateResult.without(gate, GateStatus.NOT_MEASURED, "no untraced run");
  }

  @Override
  public GateResult opTime(Gate.OpTime gate) {
    return value(gate, found -> atMost(gate, "max", found.value(), gate.maxNanos(), found.note()));
  }

  @Override
  public GateResult size(Gate.Size gate) {
    return limited(gate);
  }

  @Override
  public GateResult memory(Gate.PeakMemory gate) {
    return limited(gate);
  }

  @Override
  public GateResult flops(Gate.FlopCount gate) {
    return limited(gate);
  }

  /** Counts compare only with counts that were had in the same way. */
  @Override
  public GateResult instructions(Gate.Instructions gate) {
    return value(gate, found -> new LimitJudge(gate, found.value(), found.note()).judge(evidence));
  }

  private GateResult limited(Gate.Limited gate) {
    return value(gate, found -> new LimitJudge(gate, found.value(), "").judge(evidence));
  }

  @Override
  public GateResult accuracy(Gate.Accuracy gate) {
    return atLeast(gate, "min", gate.min());
  }

  @Override
  public GateResult agreement(Gate.Agreement gate) {
    return atLeast(gate, gate.with(), gate.min());
  }

  @Override
  public GateResult detection(Gate.Detection gate) {
    return value(
        gate, found -> atMost(gate, "max" + place(found), found.value(), gate.max(), found.note()));
  }

  private GateResult atLeast(Gate gate, String against, double min) {
    return value(
        gate,
        found ->
            GateResult.of(
                gate,
                against + place(found),
                found.value() >= min ? GateStatus.PASS : GateStatus.FAIL,
                found.value(),
                min,
                found.note()));
  }

  /** Gates of one kind that differ in their clips or labels say which are meant. */
  private static String place(Measurement found) {
    return found.source().isEmpty() ? "" : " on " + found.source();
  }

  @Override
  public GateResult inputs(Gate.Inputs gate) {
    return tensors(
        gate,
        evidence.inputs(),
        found -> found.stream().map(TensorSpec::toString).toList().equals(gate.wanted()),
        String.join(", ", gate.wanted()));
  }

  @Override
  public GateResult output(Gate.Output gate) {
    return tensors(
        gate,
        evidence.outputs(),
        found -> found.size() == 1 && isOutput(found.get(0), gate),
        gate.name() + " float, " + gate.classes() + " classes");
  }

  /** A probability for each class of one clip. */
  private static boolean isOutput(TensorSpec found, Gate.Output wanted) {
    return found.name().toString().equals(wanted.name())
        && found.dtype() == DType.FLOAT
        && found.shape().isStatic()
        && found.shape().rank() > 0
        && found.shape().dim(-1) == wanted.classes()
        && found.shape().elements().orElse(0) == wanted.classes();
  }

  private static GateResult tensors(
      Gate gate,
      Finding<List<TensorSpec>> finding,
      Predicate<List<TensorSpec>> holds,
      String wanted) {
    return finding.either(
        found -> {
          String names = found.stream().map(TensorSpec::toString).collect(Collectors.joining(", "));
          return GateResult.without(
              gate,
              holds.test(found) ? GateStatus.PASS : GateStatus.FAIL,
              (names.isEmpty() ? "none found" : names) + "; wanted: " + wanted);
        },
        missing -> GateResult.without(gate, missing.status(), missing.why()));
  }

  private GateResult value(Gate gate, Function<Measurement, GateResult> judge) {
    return evidence
        .measurement(gate)
        .either(judge, missing -> GateResult.without(gate, missing.status(), missing.why()));
  }

  private static GateResult atMost(
      Gate gate, String against, double value, double max, String note) {
    return GateResult.of(
        gate, against, value <= max ? GateStatus.PASS : GateStatus.FAIL, value, max, note);
  }

  private GateResult timed(Gate.Timed gate) {
    TimedFinding timed = evidence.timed(gate);
    return timed
        .finding()
        .either(
            found -> {
              Decision decision = found.decision().times(gate.expected());
              return timed(
                  gate,
                  timed.against(),
                  status(gate, decision),
                  Optional.of(decision),
                  found.note());
            },
            missing ->
                timed(gate, timed.against(), missing.status(), Optional.empty(), missing.why()));
  }

  private static GateResult timed(
      Gate.Timed gate,
      String against,
      GateStatus status,
      Optional<Decision> decision,
      String note) {
    return new GateResult(
        gate.metric(),
        against,
        status,
        decision.stream().mapToDouble(known -> known.interval().ratio()).findFirst(),
        OptionalDouble.of(gate.expected() * (1 + gate.tolerance())),
        gate.unit(),
        decision,
        note);
  }

  private static GateStatus status(Gate.Timed gate, Decision decision) {
    return switch (decision.verdict()) {
      case PASS -> GateStatus.PASS;
      case REGRESSION -> gate.expected() == 1 ? GateStatus.REGRESSION : GateStatus.FAIL;
      case UNDECIDED -> GateStatus.UNDECIDED;
    };
  }
}
