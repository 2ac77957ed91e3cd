package io.kwsbench.suite.report;

import io.kwsbench.gate.GateResult;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.report.GateVerdict;
import io.kwsbench.report.Lines;
import io.kwsbench.report.Section;
import io.kwsbench.report.Wrapped;
import io.kwsbench.report.answer.Speedup;
import io.kwsbench.stats.decision.Decision;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.SuiteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The answer of a suite: whether the gates hold, and which ones do not. */
final class SuiteAnswer {
  private static final int MAX_NAMED = 3;

  private final SuiteResult result;
  private final boolean undecidedFails;

  private SuiteAnswer(SuiteResult result, boolean undecidedFails) {
    this.result = result;
    this.undecidedFails = undecidedFails;
  }

  /**
   * One or two sentences.
   *
   * @param undecidedFails whether a gate that is undecided or cannot be tried counts as failed
   */
  static Section.Answer of(SuiteResult result, boolean undecidedFails) {
    String sentence = new SuiteAnswer(result, undecidedFails).sentence();
    String sentences =
        result.interrupted()
            ? "Interrupted after " + counted(result.extent().rounds(), "round") + ". " + sentence
            : sentence;
    return new Section.Answer(Wrapped.at(Wrapped.COLUMNS, sentences));
  }

  private String sentence() {
    List<String> failed = new ArrayList<>();
    List<String> open = new ArrayList<>();
    int gates = 0;
    for (CaseResult one : result.cases()) {
      for (GateResult gate : one.gates()) {
        gates++;
        if (isFailure(gate.status())) {
          failed.add(words(one, gate));
        } else if (gate.status() != GateStatus.PASS) {
          open.add(words(one, gate) + " (" + gate.status().words().toLowerCase(Locale.ROOT) + ")");
        }
      }
    }
    String all = counted(gates, "gate");
    if (!failed.isEmpty()) {
      return failed.size() + " of " + all + " failed: " + listed(failed);
    }
    if (!open.isEmpty()) {
      return "No gate failed, and "
          + open.size()
          + " of "
          + all
          + (open.size() == 1 ? " is open: " : " are open: ")
          + listed(open);
    }
    return switch (gates) {
      case 0 ->
          "The suite has no gates; it measured " + counted(result.cases().size(), "case") + ".";
      case 1 -> "The gate holds.";
      default -> "All " + all + " hold.";
    };
  }

  private boolean isFailure(GateStatus status) {
    return status.isFailure() || undecidedFails && result.isOpen(status);
  }

  /** The case and the gate, with the factor where times were compared. */
  private static String words(CaseResult one, GateResult gate) {
    String named = Lines.format("%s %s", one.name(), gate.gate().id());
    Optional<Decision> decision = gate.decision();
    if (decision.isPresent()) {
      return named
          + ", "
          + Speedup.than(Lines.format("%s", gate.against()), decision.get().interval());
    }
    GateVerdict verdict = GateVerdict.of(gate, true);
    return verdict.hasFigures()
        ? named + " (" + verdict.value() + ", limit " + verdict.limit() + ")"
        : named;
  }

  private static String listed(List<String> words) {
    int more = words.size() - MAX_NAMED;
    return words.stream().limit(MAX_NAMED).collect(Collectors.joining("; "))
        + (more > 0 ? "; and " + more + " more." : ".");
  }

  private static String counted(int count, String what) {
    return Lines.format("%,d %s%s", count, what, count == 1 ? "" : "s");
  }
}
