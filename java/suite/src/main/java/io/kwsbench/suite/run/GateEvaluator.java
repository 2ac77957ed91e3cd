package io.kwsbench.suite.run;

import io.kwsbench.report.GateStatus;
import io.kwsbench.stats.Distribution;
import io.kwsbench.suite.baseline.Baseline;
import io.kwsbench.suite.definition.Gate;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.GateResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Turns what was measured into results of cases and gates. */
public final class GateEvaluator {
  private static final int FEWEST_FOR_P99 = 100;
  private final Suite suite;
  private final Optional<Baseline> baseline;
  private final Measured measured;

  public GateEvaluator(Suite suite, Optional<Baseline> baseline, Measured measured) {
    this.suite = suite;
    this.baseline = baseline;
    this.measured = measured;
  }

  /** One result a case, in the order of the suite. */
  public List<CaseResult> results() {
    return suite.cases().stream().map(this::result).toList();
  }

  private CaseResult result(SuiteCase one) {
    Contestant contestant = new Contestant(one.name(), false);
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
    Distribution nanos = Distribution.of(measured.rounds().nanos(contestant));
    List<GateResult> gates =
        one.gates().stream().map(g -> g.accept(new OfCase(one, nanos))).toList();
    return new CaseResult(
        new CaseResult.Subject(one.name(), one.graph().toString(), engine(one), one.threads()),
        new CaseResult.WarmUp(warmUp.untilSteady(), warmUp.steady()),
        new CaseResult.Times(
            nanos,
            DoubleStream.of(measured.rounds().logMedians(contestant))
                .map(GateEvaluator::nanos)
                .boxed()
                .toList(),
            measured.rounds().roundsPerLoading()),
        new CaseResult.Measures(figures, notes),
        Optional.ofNullable(measured.profiles().get(one.name())),
        gates);
  }

  /** From a logarithm, without digits that no clock has. */
  private static double nanos(double log) {
    return Math.rint(Math.exp(log) * 100) / 100;
  }

  /** How each kind of gate of a case is judged. */
  private final class OfCase implements Gate.Visitor<GateResult> {
    private final SuiteCase one;
    private final Distribution nanos;

    OfCase(SuiteCase one, Distribution nanos) {
      this.one = one;
      this.nanos = nanos;
    }

    @Override
    public GateResult latency(Gate.Latency gate) {
      return new TimedJudge(suite, baseline, measured).judge(one, gate);
    }

    @Override
    public GateResult ratio(Gate.Ratio gate) {
      return new TimedJudge(suite, baseline, measured).judge(one, gate);
    }

    @Override
    public GateResult opTime(Gate.OpTime gate) {
      return figure(
          one, gate, f -> atMost(gate, f.value().orElseThrow(), gate.maxNanos(), f.note()));
    }

    @Override
    public GateResult p99(Gate.P99 gate) {
      return nanos.count() < FEWEST_FOR_P99
          ? without(gate, GateStatus.UNDECIDED, nanos.count() + " runs are too few")
          : atMost(gate, nanos.p99(), gate.maxNanos(), "of " + nanos.count() + " runs");
    }

    @Override
    public GateResult size(Gate.Size gate) {
      return limited(one, gate);
    }

    @Override
    public GateResult memory(Gate.PeakMemory gate) {
      return GateEvaluator.this.memory(one, gate);
    }

    @Override
    public GateResult flops(Gate.FlopCount gate) {
      return limited(one, gate);
    }

    @Override
    public GateResult instructions(Gate.Instructions gate) {
      return GateEvaluator.this.instructions(one, gate);
    }

    @Override
    public GateResult accuracy(Gate.Accuracy gate) {
      return atLeast(one, gate, "min", gate.min());
    }

    @Override
    public GateResult agreement(Gate.Agreement gate) {
      return atLeast(one, gate, gate.with(), gate.min());
    }
  }

  private String noBaseline(String what) {
    return baseline.isEmpty() ? "no baseline yet" : "the baseline has no such " + what;
  }

  /** A figure against its limit; growth is over the baseline. */
  private GateResult limited(SuiteCase one, Gate.Limited gate) {
    return figure(
        one,
        gate,
        f ->
            new LimitJudge(gate.metric(), f.value().orElseThrow(), "", noBaseline("figure"))
                .judge(gate.limit(), ofBaseline(one, gate)));
  }

  /** Peak memory is an engine's own; size and FLOPs are the same whatever runs the model. */
  private GateResult memory(SuiteCase one, Gate.PeakMemory gate) {
    Optional<String> other =
        baseline
            .flatMap(b -> b.entry(one.name()))
            .flatMap(entry -> measured.difference(one, entry));
    return gate.limit().maxGrowth().isPresent() && other.isPresent()
        ? without(gate, GateStatus.NOT_OFFERED, other.get())
        : limited(one, gate);
  }

  /** Counts compare only with counts that were had in the same way. */
  private GateResult instructions(SuiteCase one, Gate.Instructions gate) {
    FigureKey key = FigureKey.INSTRUCTIONS;
    String conditions = measured.figure(one.name(), key).map(Figure::note).orElse("");
    if (gate.to().isPresent() && ofCase(gate.to().get(), key).isEmpty()) {
      String why = measured.figure(gate.to().get(), key).map(Figure::note).orElse("");
      return without(gate, GateStatus.NOT_OFFERED, gate.to().get() + ": " + why);
    }
    return figure(
        one,
        gate,
        f ->
            new LimitJudge(gate.metric(), f.value().orElseThrow(), conditions, noBaseline("figure"))
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
        f ->
            new GateResult(
                gate.metric(),
                against + place.map(p -> " on " + p).orElse(""),
                f.value().orElseThrow() >= min ? GateStatus.PASS : GateStatus.FAIL,
                f.value(),
                OptionalDouble.of(min),
                Optional.empty(),
                f.note()));
  }

  private GateResult figure(SuiteCase one, Gate gate, Function<Figure, GateResult> judge) {
    Optional<Figure> figure = measured.figure(one.name(), FigureKey.of(gate).orElseThrow());
    if (figure.isEmpty()) {
      return without(gate, GateStatus.UNDECIDED, "interrupted before it was measured");
    }
    return figure.get().value().isPresent()
        ? judge.apply(figure.get())
        : without(gate, GateStatus.NOT_OFFERED, figure.get().note());
  }

  private static GateResult atMost(Gate gate, double value, double max, String note) {
    return new GateResult(
        gate.metric(),
        "max",
        value <= max ? GateStatus.PASS : GateStatus.FAIL,
        OptionalDouble.of(value),
        OptionalDouble.of(max),
        Optional.empty(),
        note);
  }

  private static GateResult without(Gate gate, GateStatus status, String note) {
    return new GateResult(
        gate.metric(),
        "",
        status,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        note);
  }
}
