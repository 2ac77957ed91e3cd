package io.kwsbench.cli;

import io.kwsbench.suite.run.Figure;
import io.kwsbench.suite.run.Meters;
import java.util.OptionalDouble;

/** Figures that are measured in a process of their own. */
final class ProcessMeters {
  private ProcessMeters() {}

  static Meters create() {
    return new Meters(
        (one, key) ->
            new Figure(
                one.name(),
                key,
                OptionalDouble.empty(),
                "instruction counts are not offered on this machine"),
        MemoryProbe::measure);
  }
}
