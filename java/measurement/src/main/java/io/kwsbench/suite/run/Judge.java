package io.kwsbench.suite.run;

import io.kwsbench.stats.Distribution;
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
import java.util.function.Function;
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
    List<Figure> had =
        measured.figures().stream()
            .filter(f -> f.caseName().equals(one.name()) && f.value().isPresent())
            .toList();
    FigureNames names = new FigureNames(had.stream().map(Figure::key).toList());
    for (Figure figure : had) {
      figures.put(names.of(figure.key()), figure.value().getAsDouble());
      notes.put(names.of(figure.key()), figure.note());
    }
    Distribution nanos = Distribution.of(measured.rounds().nanos(arm));
    List<GateResult> gates = one.gates().stream().map(g -> gate(one, g, nanos)).toList();
    return new CaseResult(
        one.name(),
        one.graph().toString(),
        engine(one),
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
      return new TimedJudge(suite, baseline, measured).judge(one, timed);
    } else if (gate instanceof Gate.P99 p99) {
      return nanos.count() < FEWEST_FOR_P99
          ? without(gate, GateStatus.UNDECIDED, "ns", nanos.count() + " runs are too few")
          : atMost(gate, nanos.p99(), p99.maxNanos(), "ns", "of " + nanos.count() + " runs");
    } else if (gate instanceof Gate.OpTime opTime) {
      return figure(one, gate, "ns", f -> atMost(gate, f, opTime.maxNanos(), "ns"));
    } else if (gate instanceof Gate.Size size) {
      return limited(one, gate, size.limit(), "bytes");
    } else if (gate instanceof Gate.PeakMemory memory) {
      return memory(one, memory);
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

  private String noBaseline(String what) {
    return baseline.isEmpty() ? "no baseline yet" : "the baseline has no such " + what;
  }

  /** A figure against its limit; growth is over the baseline. */
  private GateResult limited(SuiteCase one, Gate gate, Limit limit, String unit) {
    return figure(
        one,
        gate,
        unit,
        f ->
            new LimitJudge(gate, unit, f.value().orElseThrow(), "", noBaseline("figure"))
                .judge(limit, ofBaseline(one, gate)));
  }

  /** Peak memory is an engine's own; size and FLOPs are the same whatever runs the model. */
  private GateResult memory(SuiteCase one, Gate.PeakMemory gate) {
    Optional<String> other =
        baseline
            .flatMap(b -> b.entry(one.name()))
            .flatMap(entry -> measured.difference(one, entry));
    return gate.limit().maxGrowth().isPresent() && other.isPresent()
        ? without(gate, GateStatus.NOT_OFFERED, "bytes", other.get())
        : limited(one, gate, gate.limit(), "bytes");
  }

  /** Counts compare only with counts that were had in the same way. */
  private GateResult instructions(SuiteCase one, Gate.Instructions gate) {
    FigureKey key = FigureKey.Single.INSTRUCTIONS;
    String conditions = measured.figure(one.name(), key).map(Figure::note).orElse("");
    if (gate.to().isPresent() && ofCase(gate.to().get(), key).isEmpty()) {
      String why = measured.figure(gate.to().get(), key).map(Figure::note).orElse("");
      return without(gate, GateStatus.NOT_OFFERED, "instructions", gate.to().get() + ": " + why);
    }
    return figure(
        one,
        gate,
        "instructions",
        f ->
            new LimitJudge(
                    gate, "instructions", f.value().orElseThrow(), conditions, noBaseline("figure"))
                .judge(
                    gate.limit(),
                    gate.to().isPresent() ? ofCase(gate.to().get(), key) : ofBaseline(one, gate)));
  }

  private String engine(SuiteCase one) {
    return measured.engines().getOrDefault(one.name(), one.engine());
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

  private Optional<LimitJudge.Reference> ofCase(String other, FigureKey key) {
    return measured
        .figure(other, key)
        .filter(f -> f.value().isPresent())
        .map(f -> new LimitJudge.Reference(other, f.value().getAsDouble(), f.note()));
  }

  /** Gates of one kind that differ in their clips or labels say which are meant. */
  private GateResult atLeast(SuiteCase one, Gate gate, String against, double min) {
    List<FigureKey> keys = one.gates().stream().flatMap(g -> FigureKey.of(g).stream()).toList();
    Optional<String> place = new FigureNames(keys).place(FigureKey.of(gate).orElseThrow());
    return figure(
        one,
        gate,
        "share",
        f ->
            new GateResult(
                gate.key(),
                against + place.map(p -> " on " + p).orElse(""),
                f.value().orElseThrow() >= min ? GateStatus.PASS : GateStatus.FAIL,
                f.value(),
                OptionalDouble.of(min),
                "share",
                Optional.empty(),
                f.note()));
  }

  private GateResult figure(
      SuiteCase one, Gate gate, String unit, Function<Figure, GateResult> judge) {
    Optional<Figure> figure = measured.figure(one.name(), FigureKey.of(gate).orElseThrow());
    if (figure.isEmpty()) {
      return without(gate, GateStatus.UNDECIDED, unit, "interrupted before it was measured");
    }
    return figure.get().value().isPresent()
        ? judge.apply(figure.get())
        : without(gate, GateStatus.NOT_OFFERED, unit, figure.get().note());
  }

  private static GateResult atMost(Gate gate, Figure figure, double max, String unit) {
    return atMost(gate, figure.value().orElseThrow(), max, unit, figure.note());
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
