package io.kwsbench.report.text;

import io.kwsbench.Printable;
import io.kwsbench.measure.HeardClip;
import io.kwsbench.report.Gate;
import io.kwsbench.report.Numbers;
import java.util.List;

/** Gates and the classes heard, of a graph as of a compiled model. */
public final class VerdictText {
  private VerdictText() {}

  /** Every gate, whether it is met and by what. */
  public static void gates(StringBuilder out, List<Gate> gates) {
    out.append(StatTables.title("Challenge gates"));
    for (Gate gate : gates) {
      out.append(gate.pass() ? "PASS " : "FAIL ").append(gate.name());
      out.append(": ").append(Printable.of(gate.measured()));
      out.append(" (wanted: ").append(gate.requirement()).append(")\n");
    }
    out.append('\n');
  }

  /** The likeliest classes of every clip; nothing where none is heard. */
  public static void heard(StringBuilder out, List<HeardClip> heard) {
    if (heard.isEmpty()) {
      return;
    }
    out.append(StatTables.title("Heard"));
    for (HeardClip clip : heard) {
      out.append(Printable.of(clip.clip()))
          .append(clip.top().isEmpty() ? ": NaN, which is no class" : ":");
      clip.top()
          .forEach(
              score -> {
                out.append(' ').append(Printable.of(score.label())).append(' ');
                out.append(Numbers.fixed(score.probability(), 4));
              });
      out.append('\n');
    }
    out.append('\n');
  }
}
