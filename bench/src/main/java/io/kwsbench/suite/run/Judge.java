package io.kwsbench.suite.run;

import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.decision.Decision;
import io.kwsbench.suite.baseline.Baseline;
import io.kwsbench.suite.definition.Gate;
import io.kwsbench.suite.definition.Limit;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.GateResult;
import io.kwsbench.suite.result.GateStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/** Turns what was measured into results of cases and gates. */
public final class Judge {
  private static final int FEWEST_FOR_P99 = 100;
  private final Suite suite;
  private final Optional<Baseline> baseline;
  private final Measured measured;

  public Judge(Suite suite, Optional<Baseline> baseline, Measured measured) {
    this.suite = suite;
    this.baseline = baseline;
    this.measured = measured;
  }

  /** One result a case, in the order of the suite. */
  public List<CaseResult> results() {
    return suite.cases().stream().map(this::result).toList();
  }

  private CaseResult result(SuiteCase one) {
    Arm arm = new Arm(one.name(), false);
    WarmUp warmUp = measured.warmUps().getOrDefault(one.name(), new WarmUp(0, 0, false, 0));
    Map<String, Double> figures = new LinkedHashMap<>();
    Map<String, String> notes = new LinkedHashMap<>();
    measured.figures().stream()
        .filter(f -> f.caseName().equals(one.name()) && f.value().isPresent())
        .forEach(
            f -> {
              figures.put(f.key(), f.value().getAsDouble());
              notes.put(f.key(), f.note());
            });
    Distribution nanos = Distribution.of(measured.rounds().nanos(arm));
    List<GateResult> gates = one.gates().stream().map(g -> gate(one, g, nanos)).toList();
    return new CaseResult(
        one.name(),
        one.graph().toString(),
        measured.engines().getOrDefault(one.name(), one.engine()),
        one.threads(),
        warmUp.untilSteady(),
        warmUp.steady(),
        nanos,
        DoubleStream.of(measured.rounds().logMedians(arm)).map(Judge::nanos).boxed().toList(),
        measured.rounds().roundsPerLoading(),
        figures,
        notes,
        Optional.ofNullable(measured.profiles().get(one.name())),
        gates);
  }

  /** From a logarithm, without digits that no clock has. */
  private static double nanos(double log) {
    return Math.rint(Math.exp(log) * 100) / 100;
  }

  private GateResult gate(SuiteCase one, Gate gate, Distribution nanos) {
    if (gate instanceof Gate.Timed timed) {
      return timed(one, timed);
    } else if (gate instanceof Gate.P99 p99) {
      return nanos.count() < FEWEST_FOR_P99
          ? without(gate, GateStatus.UNDECIDED, "ns", nanos.count() + " runs are too few")
          : atMost(gate, nanos.p99(), p99.maxNanos(), "ns", nanos.count() + " runs");
    } else if (gate instanceof Gate.OpTime opTime) {
      return figure(one, gate, "op_time", "ns", v -> atMost(gate, v, opTime.maxNanos(), "ns", ""));
    } else if (gate instanceof Gate.Size size) {
      return limited(one, gate, size.limit(), "bytes");
    } else if (gate instanceof Gate.PeakMemory memory) {
      return limited(one, gate, memory.limit(), "bytes");
    } else if (gate instanceof Gate.Instructions instructions) {
      return instructions(one, instructions);
    } else if (gate instanceof Gate.FlopCount flops) {
      return limited(one, gate, flops.limit(), "FLOPs");
    } else if (gate instanceof Gate.Accuracy accuracy) {
      return atLeast(one, gate, "min", accuracy.min());
    } else if (gate instanceof Gate.Agreement agreement) {
      return atLeast(one, gate, agreement.with(), agreement.min());
    }
    throw new IllegalStateException(gate.key());
  }

  private GateResult timed(SuiteCase one, Gate.Timed gate) {
    Optional<Decision> decided = measured.decision(one.name(), gate);
    String against =
        gate instanceof Gate.Ratio ratio
            ? ratio.to()
            : baseline.map(b -> "baseline " + b.name()).orElse("baseline");
    OptionalDouble limit = OptionalDouble.of(gate.expected() * (1 + gate.tolerance()));
    if (decided.isEmpty()) {
      return undecided(one, gate, against, limit);
    }
    Decision decision = decided.get();
    GateStatus status =
        switch (decision.verdict()) {
          case PASS -> GateStatus.PASS;
          case REGRESSION -> gate.expected() == 1 ? GateStatus.REGRESSION : GateStatus.FAIL;
          case UNDECIDED -> GateStatus.UNDECIDED;
        };
    return new GateResult(
        gate.key(),
        against,
        status,
        OptionalDouble.of(decision.interval().ratio() * gate.expected()),
        limit,
        "ratio",
        Optional.of(decision.times(gate.expected())),
        gate.expected() == 1 ? decision.reason(gate.tolerance()) : reason(status));
  }

  private GateResult undecided(
      SuiteCase one, Gate.Timed gate, String against, OptionalDouble limit) {
    Optional<Baseline.Entry> entry = baseline.flatMap(b -> b.entry(one.name()));
    GateStatus status = GateStatus.UNDECIDED;
    String note = "too few rounds";
    if (gate instanceof Gate.Latency && entry.isEmpty()) {
      status = GateStatus.NO_BASELINE;
      note = noBaseline("case");
    } else if (gate instanceof Gate.Latency && entry.get().roundMedianNanos().isEmpty()) {
      status = GateStatus.NOT_OFFERED;
      note = "the baseline is another machine's or JVM's: its times do not compare";
    }
    return new GateResult(
        gate.key(),
        against,
        status,
        OptionalDouble.empty(),
        limit,
        "ratio",
        Optional.empty(),
        note);
  }

  private String noBaseline(String what) {
    return baseline.isEmpty() ? "no baseline yet" : "the baseline has no such " + what;
  }

  private static String reason(GateStatus status) {
    return switch (status) {
      case PASS -> "the whole interval is below the limit";
      case FAIL -> "the whole interval is above the limit";
      default -> "the interval still holds the limit";
    };
  }

  /** A figure against its limit; growth is over the baseline. */
  private GateResult limited(SuiteCase one, Gate gate, Limit limit, String unit) {
    return figure(
        one,
        gate,
        gate.key(),
        unit,
        v ->
            new LimitJudge(gate, unit, v, "", noBaseline("figure"))
                .judge(limit, ofBaseline(one, gate)));
  }

  /** Counts compare only with counts that were had in the same way. */
  private GateResult instructions(SuiteCase one, Gate.Instructions gate) {
    String conditions = measured.figure(one.name(), gate.key()).map(Figure::note).orElse("");
    if (gate.to().isPresent() && ofCase(gate.to().get(), gate).isEmpty()) {
      String why = measured.figure(gate.to().get(), gate.key()).map(Figure::note).orElse("");
      return without(gate, GateStatus.NOT_OFFERED, "instructions", gate.to().get() + ": " + why);
    }
    return figure(
        one,
        gate,
        gate.key(),
        "instructions",
        v ->
            new LimitJudge(gate, "instructions", v, conditions, noBaseline("figure"))
                .judge(
                    gate.limit(),
                    gate.to().isPresent() ? ofCase(gate.to().get(), gate) : ofBaseline(one, gate)));
  }

  private Optional<LimitJudge.Reference> ofBaseline(SuiteCase one, Gate gate) {
    return baseline
        .flatMap(b -> b.entry(one.name()))
        .filter(e -> e.figures().containsKey(gate.key()))
        .map(
            e ->
                new LimitJudge.Reference(
                    "baseline " + baseline.orElseThrow().name(),
                    e.figures().get(gate.key()),
                    e.notes().getOrDefault(gate.key(), "")));
  }

  private Optional<LimitJudge.Reference> ofCase(String other, Gate gate) {
    return measured
        .figure(other, gate.key())
        .filter(f -> f.value().isPresent())
        .map(f -> new LimitJudge.Reference(other, f.value().getAsDouble(), f.note()));
  }

  private GateResult atLeast(SuiteCase one, Gate gate, String against, double min) {
    String key = FixedFigures.key(gate).orElseThrow();
    return figure(
        one,
        gate,
        key,
        "share",
        v ->
            new GateResult(
                gate.key(),
                against,
                v >= min ? GateStatus.PASS : GateStatus.FAIL,
                OptionalDouble.of(v),
                OptionalDouble.of(min),
                "share",
                Optional.empty(),
                measured.figure(one.name(), key).map(Figure::note).orElse("")));
  }

  private GateResult figure(
      SuiteCase one, Gate gate, String key, String unit, DoubleFunction<GateResult> judge) {
    Optional<Figure> figure = measured.figure(one.name(), key);
    if (figure.isEmpty()) {
      return without(gate, GateStatus.UNDECIDED, unit, "interrupted before it was measured");
    }
    return figure.get().value().isPresent()
        ? judge.apply(figure.get().value().getAsDouble())
        : without(gate, GateStatus.NOT_OFFERED, unit, figure.get().note());
  }

  private static GateResult atMost(Gate gate, double value, double max, String unit, String note) {
    return new GateResult(
        gate.key(),
        "max",
        value <= max ? GateStatus.PASS : GateStatus.FAIL,
        OptionalDouble.of(value),
        OptionalDouble.of(max),
        unit,
        Optional.empty(),
        note);
  }

  private static GateResult without(Gate gate, GateStatus status, String unit, String note) {
    return new GateResult(
        gate.key(),
        "",
        status,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        unit,
        Optional.empty(),
        note);
  }
}
