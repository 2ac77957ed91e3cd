package io.kwsbench.cli;

import io.kwsbench.suite.run.FlopMeter;
import io.kwsbench.suite.run.InstructionMeter;
import io.kwsbench.suite.run.Meters;

/** The measures of this build. */
final class ProcessMeters {
  private ProcessMeters() {}

  static Meters create() {
    return new Meters(new InstructionMeter(), MemoryProbe::measure, new FlopMeter());
  }
}
