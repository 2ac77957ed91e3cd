package io.kwsbench.report.benchmark.text;

import io.kwsbench.measure.Environment;
import io.kwsbench.measure.MeasurementWarning;
import io.kwsbench.report.CppNumbers;
import io.kwsbench.report.Section;
import io.kwsbench.report.benchmark.Result;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The machine, the software, and what makes the times doubtful. */
final class EnvironmentText {
  private static final int WIDTH = 18;
  private final Environment environment;

  EnvironmentText(Environment environment) {
    this.environment = environment;
  }

  /**
   * A fact of the environment.
   *
   * @param known whether the system reports any of it
   */
  private record Reported(Section.Fact fact, boolean known) {
    static Reported of(String name, String value, Optional<?>... parts) {
      boolean known = parts.length == 0 || Stream.of(parts).anyMatch(Optional::isPresent);
      return new Reported(new Section.Fact(name, value), known);
    }
  }

  void add(List<Section> sections, List<MeasurementWarning> doubts) {
    sections.add(new Section.Title("Environment"));
    sections.add(new Section.Facts(WIDTH, facts().stream().map(Reported::fact).toList()));
    sections.add(new Section.Warnings("warning: ", doubts));
    sections.add(Section.GAP);
  }

  /** The facts that the system reports, with the engines of all results. */
  Section.Facts known(List<Result> results) {
    String engines =
        results.stream()
            .map(result -> result.engine().engine() + " " + result.engine().engineVersion())
            .distinct()
            .collect(Collectors.joining(", "));
    return new Section.Facts(
        WIDTH,
        facts().stream()
            .filter(Reported::known)
            .map(Reported::fact)
            .map(f -> f.name().equals("engine") ? new Section.Fact("engines", engines) : f)
            .toList());
  }

  private List<Reported> facts() {
    Environment e = environment;
    Environment.Cpu cpu = e.cpu();
    Environment.State before = e.before();
    Environment.State after = e.after();
    return List.of(
        Reported.of("date", e.date()),
        Reported.of("command", "kwsbench " + String.join(" ", e.commandLine())),
        Reported.of("cpu", cpu(cpu)),
        Reported.of(
            "instruction sets",
            String.join(" ", cpu.instructionSets()),
            cpu.instructionSets().stream().findFirst()),
        Reported.of("governor", cpu.governor().orElse("unknown"), cpu.governor()),
        Reported.of(
            "clock",
            clock(before) + " before, " + clock(after) + " after, " + maximum(cpu),
            before.hertz(),
            after.hertz(),
            cpu.maxHertz()),
        Reported.of(
            "temperature",
            celsius(before) + " before, " + celsius(after) + " after",
            before.celsius(),
            after.celsius()),
        Reported.of(
            "throttling",
            e.throttled().map(events -> events + " events").orElse("unknown"),
            e.throttled()),
        Reported.of(
            "load",
            load(before)
                + " before, "
                + load(after)
                + " after; others kept "
                + CppNumbers.fixed(e.othersBusyCores(), 2)
                + " cores busy"),
        Reported.of("memory", CppNumbers.mebibytes(cpu.memoryBytes())),
        Reported.of("os", e.software().os()),
        Reported.of("jvm", e.software().jvm()),
        Reported.of("engine", e.software().engine() + " " + e.software().engineVersion()),
        Reported.of("kwsbench", e.software().kwsbench()));
  }

  private static String cpu(Environment.Cpu cpu) {
    return cpu.model()
        + ", "
        + cpu.physicalCores()
        + " cores, "
        + cpu.logicalCores()
        + " processors usable";
  }

  private static String maximum(Environment.Cpu cpu) {
    return cpu.maxHertz().map(hertz -> gigahertz(hertz) + " at most").orElse("maximum unknown");
  }

  private static String clock(Environment.State state) {
    return state.hertz().map(EnvironmentText::gigahertz).orElse("unknown");
  }

  private static String gigahertz(long hertz) {
    return CppNumbers.fixed(hertz / 1e9, 2) + " GHz";
  }

  private static String celsius(Environment.State state) {
    return state.celsius().map(t -> CppNumbers.fixed(t, 1) + " °C").orElse("unknown");
  }

  private static String load(Environment.State state) {
    return state.load().map(load -> CppNumbers.fixed(load, 2)).orElse("unknown");
  }
}
