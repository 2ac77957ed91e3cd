package io.kwsbench.suite.run;

import io.kwsbench.KwsException;
import io.kwsbench.engine.ModelFormat;
import io.kwsbench.gate.Finding;
import io.kwsbench.gate.Gate;
import io.kwsbench.gate.GateEvidence;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.gate.Measurement;
import io.kwsbench.gate.TimedFinding;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.stats.Distribution;
import io.kwsbench.suite.baseline.Baseline;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.internal.metrics.MetricNames;
import io.kwsbench.suite.metric.MetricKey;
import io.kwsbench.suite.metric.MetricValue;
import io.kwsbench.tensor.TensorSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The evidence of one case for gates.
 *
 * @param one the case
 * @param nanos the times of its untraced runs
 */
record CaseEvidence(
    Suite suite, Optional<Baseline> baseline, Measured measured, SuiteCase one, Distribution nanos)
    implements GateEvidence {

  @Override
  public Runs runs() {
    return new Runs(nanos.count(), nanos.median(), nanos.p99());
  }

  @Override
  public Finding<Measurement> measurement(Gate gate) {
    return figure(one.name(), MetricKey.of(gate).orElseThrow());
  }

  @Override
  public Finding<List<TensorSpec>> inputs() {
    return tensors(FrozenGraph::inputs);
  }

  @Override
  public Finding<List<TensorSpec>> outputs() {
    return tensors(graph -> GraphShapes.of(graph).outputs());
  }

  private Finding<List<TensorSpec>> tensors(Function<FrozenGraph, List<TensorSpec>> part) {
    boolean frozen = ModelFormat.of(one.graph()) == ModelFormat.FROZEN_GRAPH;
    if (!frozen && !one.reading().hasFrontEnd()) {
      return new Finding.Missing<>(
          GateStatus.NOT_OFFERED, "inputs and outputs are checked in frozen graphs only");
    }
    try {
      return new Finding.Found<>(part.apply(one.frozenGraph()));
    } catch (KwsException e) {
      return new Finding.Missing<>(GateStatus.NOT_OFFERED, e.getMessage());
    }
  }

  /** A figure of this case or another. */
  private Finding<Measurement> figure(String caseName, MetricKey key) {
    Optional<MetricValue> figure = measured.figure(caseName, key);
    if (figure.isEmpty()) {
      return new Finding.Missing<>(GateStatus.NOT_MEASURED, "interrupted before it was measured");
    }
    return figure.get().value().isPresent()
        ? new Finding.Found<>(
            new Measurement(
                figure.get().value().getAsDouble(), figure.get().note(), source(caseName, key)))
        : new Finding.Missing<>(
            figure.get().failed() ? GateStatus.NOT_MEASURED : GateStatus.NOT_OFFERED,
            figure.get().note());
  }

  /** Gates of one kind that differ in their clips or labels say which are meant. */
  private String source(String caseName, MetricKey key) {
    if (!caseName.equals(one.name())) {
      return caseName;
    }
    List<MetricKey> keys = one.gates().stream().flatMap(g -> MetricKey.of(g).stream()).toList();
    return new MetricNames(keys).place(key).orElse("");
  }

  @Override
  public Finding<Measurement> reference(Gate.Limited gate) {
    if (gate.otherCase().isPresent()) {
      String other = gate.otherCase().get();
      return figure(other, MetricKey.of(gate).orElseThrow())
          .either(
              Finding.Found::new,
              missing -> new Finding.Missing<>(missing.status(), other + ": " + missing.why()));
    }
    Optional<Baseline.Entry> entry = baseline.flatMap(b -> b.entry(one.name()));
    if (entry.isEmpty() || !entry.get().figures().containsKey(gate.key())) {
      return new Finding.Missing<>(
          GateStatus.NO_BASELINE,
          baseline.isEmpty() ? "no baseline yet" : "the baseline has no such figure");
    }
    // peak memory is an engine's own; size and FLOPs are the same whatever runs the model
    Optional<String> other =
        gate instanceof Gate.PeakMemory ? measured.difference(one, entry.get()) : Optional.empty();
    return other.isPresent()
        ? new Finding.Missing<>(GateStatus.NOT_OFFERED, other.get())
        : new Finding.Found<>(
            new Measurement(
                entry.get().figures().get(gate.key()),
                entry.get().notes().getOrDefault(gate.key(), ""),
                "baseline " + baseline.orElseThrow().name()));
  }

  @Override
  public TimedFinding timed(Gate.Timed gate) {
    return new TimedEvidence(suite, baseline, measured).find(one, gate);
  }
}
