package io.kwsbench.report.benchmark.text;

import io.kwsbench.measure.Environment;
import io.kwsbench.measure.MeasurementWarning;
import io.kwsbench.report.CppNumbers;
import io.kwsbench.report.Section;
import io.kwsbench.report.benchmark.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The machine, the software, and what makes the times doubtful. */
final class EnvironmentText {
  private static final int WIDTH = 18;
  private final Environment environment;

  EnvironmentText(Environment environment) {
    this.environment = environment;
  }

  void add(List<Section> sections, List<MeasurementWarning> doubts) {
    sections.add(new Section.Title("Environment"));
    sections.add(new Section.Facts(WIDTH, facts()));
    sections.add(new Section.Warnings("warning: ", doubts));
    sections.add(Section.GAP);
  }

  /** The system's data, with the engines of all results. */
  Section.Facts known(List<Result> results) {
    String engines =
        results.stream()
            .map(result -> result.engine().engine() + " " + result.engine().engineVersion())
            .distinct()
            .collect(Collectors.joining(", "));
    List<Section.Fact> known = new ArrayList<>();
    for (Section.Fact fact : facts()) {
      boolean told =
          fact.value().replaceAll("unknown|before|after|no limit told|[, ]", "").length() > 0;
      if (told) {
        known.add(fact.name().equals("engine") ? new Section.Fact("engines", engines) : fact);
      }
    }
    return new Section.Facts(WIDTH, known);
  }

  private List<Section.Fact> facts() {
    Environment e = environment;
    Environment.Cpu cpu = e.cpu();
    return List.of(
        new Section.Fact("date", e.date()),
        new Section.Fact("command", "kwsbench " + String.join(" ", e.commandLine())),
        new Section.Fact("cpu", cpu(cpu)),
        new Section.Fact("instruction sets", String.join(" ", cpu.instructionSets())),
        new Section.Fact("governor", cpu.governor().orElse("unknown")),
        new Section.Fact(
            "clock", clock(e.before()) + " before, " + clock(e.after()) + " after, " + most(cpu)),
        new Section.Fact(
            "temperature", celsius(e.before()) + " before, " + celsius(e.after()) + " after"),
        new Section.Fact(
            "throttling",
            e.after().throttleEvents().isPresent() ? e.throttled() + " events" : "unknown"),
        new Section.Fact(
            "load",
            load(e.before())
                + " before, "
                + load(e.after())
                + " after; others kept "
                + CppNumbers.fixed(e.othersBusyCores(), 2)
                + " cores busy"),
        new Section.Fact("memory", CppNumbers.mebibytes(cpu.memoryBytes())),
        new Section.Fact("os", e.software().os()),
        new Section.Fact("jvm", e.software().jvm()),
        new Section.Fact("engine", e.software().engine() + " " + e.software().engineVersion()),
        new Section.Fact("kwsbench", e.software().kwsbench()));
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
        ? CppNumbers.fixed(cpu.maxHertz() / 1e9, 2) + " GHz at most"
        : "no limit told";
  }

  private static String clock(Environment.State state) {
    return state.hertz() > 0 ? CppNumbers.fixed(state.hertz() / 1e9, 2) + " GHz" : "unknown";
  }

  private static String celsius(Environment.State state) {
    return state.celsius().map(t -> CppNumbers.fixed(t, 1) + " °C").orElse("unknown");
  }

  private static String load(Environment.State state) {
    return state.load() < 0 ? "unknown" : CppNumbers.fixed(state.load(), 2);
  }
}
