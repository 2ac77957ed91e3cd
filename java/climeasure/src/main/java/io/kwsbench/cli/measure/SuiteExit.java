package io.kwsbench.cli.measure;

import io.kwsbench.gate.GateStatus;
import io.kwsbench.suite.result.SuiteResult;
import io.kwsbench.usage.ExitCode;

/** The exit code that a suite's result means: the worst that happened. */
final class SuiteExit {
  private SuiteExit() {}

  /**
   * @param undecided the code for gates that stay open: 0, 5 or 6
   */
  static ExitCode of(SuiteResult result, int undecided) {
    if (result.interrupted()) {
      return ExitCode.INTERRUPTED;
    }
    if (result.any(GateStatus.REGRESSION::equals)) {
      return ExitCode.REGRESSION;
    }
    if (result.any(GateStatus.FAIL::equals)) {
      return ExitCode.GATE_FAILED;
    }
    if (result.any(result::isOpen)) {
      return switch (undecided) {
        case 0 -> ExitCode.DONE;
        case 5 -> ExitCode.REGRESSION;
        default -> ExitCode.UNDECIDED;
      };
    }
    return ExitCode.DONE;
  }
}
