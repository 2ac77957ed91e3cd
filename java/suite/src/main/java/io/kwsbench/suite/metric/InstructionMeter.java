package io.kwsbench.suite.metric;

import io.kwsbench.KwsException;
import io.kwsbench.engine.nativeengine.NativeEngine;
import io.kwsbench.measure.runner.InstructionCount;
import io.kwsbench.measure.runner.InstructionCounter;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.internal.cases.NativeCase;
import java.util.Optional;

/** Instructions of one inference of a case, on its first clip or on zeros. */
public final class InstructionMeter implements MetricSources.Meter {
  @Override
  public MetricValue measure(SuiteCase one, MetricKey key) {
    Optional<String> refusal = refusal(one);
    if (refusal.isPresent()) {
      return MetricValue.absent(one.name(), key, "instructions are not counted: " + refusal.get());
    }
    try (NativeCase loaded = NativeCase.of(one)) {
      InstructionCounter counter = new InstructionCounter();
      InstructionCount count =
          one.library()
              .map(counter::withLibrary)
              .orElse(counter)
              .count(loaded.plan(), loaded.workload().items().get(0).feeds());
      return count instanceof InstructionCount.Counted counted
          ? MetricValue.of(one.name(), key, counted.instructions(), counted.conditions())
          : MetricValue.absent(one.name(), key, ((InstructionCount.NotOffered) count).reason());
    } catch (KwsException e) {
      // a model that its own runtime runs need not be one that becomes a graph
      return MetricValue.absent(one.name(), key, "instructions are not counted: " + e.getMessage());
    }
  }

  private static Optional<String> refusal(SuiteCase one) {
    Optional<String> other = NativeCase.refusal(one);
    if (other.isPresent()) {
      return other;
    }
    if (one.threads() > 1) {
      return Optional.of("threads that wait spin, so only a run on one thread has a count");
    }
    return new NativeEngine().unavailabilityCause().map(Throwable::getMessage);
  }
}
