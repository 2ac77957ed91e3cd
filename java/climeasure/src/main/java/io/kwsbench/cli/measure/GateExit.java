package io.kwsbench.cli.measure;

import io.kwsbench.cli.command.CliContext;
import io.kwsbench.gate.GateResult;
import io.kwsbench.usage.ExitCode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The exit code that the gates of a single benchmark mean. */
final class GateExit {
  private GateExit() {}

  /** The exit code, with a line about failed gates and one about open ones. */
  static ExitCode of(boolean interrupted, List<GateResult> gates, CliContext context) {
    if (interrupted) {
      return ExitCode.INTERRUPTED;
    }
    List<GateResult> failed = gates.stream().filter(gate -> gate.status().isFailure()).toList();
    List<GateResult> open = gates.stream().filter(gate -> gate.status().isOpen()).toList();
    if (!failed.isEmpty()) {
      context.warn(
          "gates failed: "
              + failed.stream()
                  .map(gate -> gate.gate().id())
                  .distinct()
                  .collect(Collectors.joining(", ")));
    }
    if (!open.isEmpty()) {
      context.warn(
          "gates not decided: "
              + open.stream().map(GateExit::reason).collect(Collectors.joining(", ")));
    }
    if (!failed.isEmpty()) {
      return ExitCode.GATE_FAILED;
    }
    return open.isEmpty() ? ExitCode.DONE : ExitCode.UNDECIDED;
  }

  private static String reason(GateResult gate) {
    String status = gate.status().words().toLowerCase(Locale.ROOT);
    return gate.gate().id() + " (" + status + ": " + gate.note() + ")";
  }
}
