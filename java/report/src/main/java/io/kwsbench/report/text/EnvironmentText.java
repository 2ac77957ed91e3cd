package io.kwsbench.report.text;

import io.kwsbench.Printable;
import io.kwsbench.measure.Doubt;
import io.kwsbench.measure.Environment;
import io.kwsbench.report.Numbers;
import io.kwsbench.report.Report;

/** The machine, the software, and what makes the times doubtful. */
final class EnvironmentText {
  private final Report report;

  EnvironmentText(Report report) {
    this.report = report;
  }

  void appendTo(StringBuilder out) {
    Environment e = report.environment();
    out.append(StatTables.title("Environment"));
    line(out, "date", e.date());
    line(out, "command", "kwsbench " + Printable.of(String.join(" ", e.commandLine())));
    line(out, "cpu", cpu(e.cpu()));
    line(out, "instruction sets", String.join(" ", e.cpu().instructionSets()));
    line(out, "governor", e.cpu().governor().orElse("unknown"));
    line(
        out,
        "clock",
        clock(e.before()) + " before, " + clock(e.after()) + " after, " + most(e.cpu()));
    line(out, "temperature", celsius(e.before()) + " before, " + celsius(e.after()) + " after");
    line(
        out,
        "throttling",
        e.after().throttleEvents().isPresent() ? e.throttled() + " events" : "unknown");
    line(
        out,
        "load",
        load(e.before())
            + " before, "
            + load(e.after())
            + " after; others kept "
            + Numbers.fixed(e.othersBusyCores(), 2)
            + " cores busy");
    line(out, "memory", Numbers.mebibytes(e.cpu().memoryBytes()));
    line(out, "os", e.software().os());
    line(out, "jvm", e.software().jvm());
    line(out, "engine", e.software().engine() + " " + e.software().engineVersion());
    line(out, "kwsbench", e.software().kwsbench());
    for (Doubt doubt : report.doubts()) {
      out.append("warning: ").append(doubt.what()).append(": ").append(doubt.advice());
      out.append('\n');
    }
    out.append('\n');
  }

  private static String cpu(Environment.Cpu cpu) {
    return cpu.model()
        + ", "
        + cpu.physicalCores()
        + " cores, "
        + cpu.logicalCores()
        + " processors usable";
  }

  private static String most(Environment.Cpu cpu) {
    return cpu.maxHertz() > 0
        ? Numbers.fixed(cpu.maxHertz() / 1e9, 2) + " GHz at most"
        : "no limit told";
  }

  private static String clock(Environment.State state) {
    return state.hertz() > 0 ? Numbers.fixed(state.hertz() / 1e9, 2) + " GHz" : "unknown";
  }

  private static String celsius(Environment.State state) {
    return state.celsius().map(t -> Numbers.fixed(t, 1) + " °C").orElse("unknown");
  }

  private static String load(Environment.State state) {
    return state.load() < 0 ? "unknown" : Numbers.fixed(state.load(), 2);
  }

  private static void line(StringBuilder out, String what, String value) {
    out.append("  ").append(what).append(" ".repeat(18 - what.length())).append(value).append('\n');
  }
}
