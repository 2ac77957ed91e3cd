package io.kwsbench.suite.report;

import io.kwsbench.gate.GateResult;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.report.Figures;
import io.kwsbench.report.GateVerdict;
import io.kwsbench.report.Lines;
import io.kwsbench.report.Section;
import io.kwsbench.report.Wrapped;
import io.kwsbench.stats.decision.RatioInterval;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.SuiteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

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
   * One or two sentences, and advice where a gate is undecided.
   *
   * @param undecided what open gates mean
   */
  static Section.Answer of(SuiteResult result, Undecided undecided) {
    String sentence = new SuiteAnswer(result, undecided.fails()).sentence();
    String sentences =
        result.interrupted()
            ? "Interrupted after " + counted(result.extent().rounds(), "round") + ". " + sentence
            : sentence;
    List<String> lines = new ArrayList<>(Wrapped.at(Wrapped.COLUMNS, sentences));
    if (result.count(GateStatus.UNDECIDED) > 0) {
      lines.addAll(Wrapped.at(Wrapped.COLUMNS, "Undecided: " + undecided.advice() + "."));
    }
    return new Section.Answer(lines);
  }

  private String sentence() {
    List<String> failed = new ArrayList<>();
    List<String> open = new ArrayList<>();
    int gates = 0;
    int first = 0;
    for (CaseResult one : result.cases()) {
      for (GateResult gate : one.gates()) {
        gates++;
        if (isFailure(gate.status())) {
          failed.add(words(one, gate));
        } else if (gate.status() == GateStatus.NO_BASELINE && !result.isOpen(gate.status())) {
          first++;
        } else if (gate.status() != GateStatus.PASS) {
          open.add(words(one, gate) + " (" + gate.status().words().toLowerCase(Locale.ROOT) + ")");
        }
      }
    }
    if (gates == 0) {
      return "The suite has no gates; it measured " + counted(result.cases().size(), "case") + ".";
    }
    return verdict(gates, first, failed, open) + first(gates, first);
  }

  /** The gates of the run that makes the first baseline. */
  private String first(int gates, int first) {
    if (first == 0) {
      return "";
    }
    String which = gates == 1 ? "the gate" : counted(first, "gate");
    return (first == gates ? "" : " ")
        + (result.interrupted() ? "No baseline saved; " : "Baseline saved; ")
        + which
        + (first == 1 ? " applies " : " apply ")
        + (result.interrupted() ? "once there is one." : "from the next run.");
  }

  private static String verdict(int gates, int first, List<String> failed, List<String> open) {
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
    if (first > 0) {
      int held = gates - first;
      return held == 0 ? "" : held + " of " + all + (held == 1 ? " holds." : " hold.");
    }
    return gates == 1 ? "The gate holds." : "All " + all + " hold.";
  }

  private boolean isFailure(GateStatus status) {
    return status.isFailure() || undecidedFails && result.isOpen(status);
  }

  /** The case and the gate with its figure and limit: a ratio where times were compared. */
  private static String words(CaseResult one, GateResult gate) {
    String named = Lines.format("%s %s", one.name(), gate.gate().id());
    if (gate.decision().isPresent()) {
      return named + ratio(gate, gate.decision().get().interval());
    }
    GateVerdict verdict = GateVerdict.of(gate, true);
    return verdict.hasFigures()
        ? named + " (" + verdict.value() + ", limit " + verdict.limit() + ")"
        : named;
  }

  private static String ratio(GateResult gate, RatioInterval of) {
    double limit = gate.limit().orElseThrow();
    int digits = digits(of, limit);
    return Lines.format(
        " %s of %s (%s–%s), limit %s",
        Figures.ratio(of.ratio(), digits),
        gate.against(),
        Figures.ratio(of.low(), digits),
        Figures.ratio(of.high(), digits),
        Figures.ratio(limit, digits));
  }

  /** Two, or four where two would blur the limit or its distance. */
  private static int digits(RatioInterval of, double limit) {
    double rounded = Math.rint(100 * limit);
    boolean exact = Math.abs(100 * limit - rounded) < 1e-6;
    boolean apart =
        DoubleStream.of(of.low(), of.ratio(), of.high())
            .noneMatch(end -> Math.rint(100 * end) == rounded);
    return exact && apart ? 2 : 4;
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
