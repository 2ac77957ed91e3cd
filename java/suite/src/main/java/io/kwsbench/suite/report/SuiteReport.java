package io.kwsbench.suite.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.report.Data;
import io.kwsbench.report.Figures;
import io.kwsbench.report.GateVerdict;
import io.kwsbench.report.Lines;
import io.kwsbench.report.Report;
import io.kwsbench.report.Section;
import io.kwsbench.report.render.Format;
import io.kwsbench.suite.result.CaseProfile;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.SuiteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report of a suite: a line per case, a line per gate. Times are in nanoseconds. */
public final class SuiteReport {
  /** The formats of a suite's report. */
  public static final List<Format> FORMATS =
      List.of(
          Format.TEXT,
          Format.JSON,
          Format.CSV,
          Format.JUNIT,
          Format.MARKDOWN,
          Format.HTML,
          Format.TRACE,
          Format.BENCHER,
          Format.GITHUB);

  static final Map<Class<?>, Class<?>> VIEWS = Map.of(CaseProfile.class, ProfileFields.class);

  private final SuiteResult result;
  private final Undecided undecided;
  private final List<Section> sections = new ArrayList<>();

  private SuiteReport(SuiteResult result, Undecided undecided) {
    this.result = result;
    this.undecided = undecided;
  }

  /**
   * The report of all that a suite found.
   *
   * @param undecided what open gates mean
   */
  public static Report of(SuiteResult result, Undecided undecided) {
    return new Report(
        new Report.Heading(result.suite(), Optional.of(result.environment().date())),
        new Data(SuiteResult.SCHEMA_VERSION, result, VIEWS, Data.Arrays.CLOSE),
        GateRows.of(result),
        new SuiteReport(result, undecided).sections(),
        SuiteDigest.of(result, undecided),
        SuiteReadings.of(result));
  }

  // runs op by op are for timelines, not for scripts
  private interface ProfileFields {
    @JsonIgnore
    List<RunTrace> traces();
  }

  private List<Section> sections() {
    Section answer = SuiteAnswer.of(result, undecided);
    sections.add(answer);
    sections.add(new Section.Warnings("warning: ", result.doubts()));
    sections.add(Section.GAP);
    sections.add(
        Section.Prose.of(
            Lines.format(
                "suite %s: %d case%s, %d rounds in %.1f s, seed %d%s%s",
                result.suite(),
                result.cases().size(),
                result.cases().size() == 1 ? "" : "s",
                result.extent().rounds(),
                result.extent().seconds(),
                result.terms().seed(),
                result.baseline().map(b -> ", baseline " + b).orElse(""),
                result.interrupted() ? ", interrupted" : "")));
    for (int i = 0; i < result.cases().size(); i++) {
      add(result.cases().get(i), "/cases/" + i + "/profile");
    }
    sections.add(Section.GAP);
    sections.add(Section.Prose.of(SuiteDigest.summary(result)));
    SuiteDigest.note(result).ifPresent(sections::add);
    sections.add(answer);
    return sections;
  }

  private void add(CaseResult one, String place) {
    sections.add(Section.GAP);
    Lines lines =
        new Lines()
            .add(
                "%s  (%s, %d thread%s)",
                one.name(), one.engine(), one.threads(), one.threads() == 1 ? "" : "s");
    if (one.nanos().count() > 0) {
      lines.add(
          "  median %s  p90 %s  p99 %s  MAD %s  runs %d  outliers %d  warm-up runs %d",
          Figures.time(one.nanos().median()),
          Figures.time(one.nanos().p90()),
          Figures.time(one.nanos().p99()),
          Figures.time(one.nanos().mad()),
          one.nanos().count(),
          one.nanos().outliers(),
          one.warmUp().warmUpRuns());
      if (!one.warmUp().steady()) {
        lines.add("  never steady: the times still changed at the end of the warm-up");
      }
    }
    sections.add(lines.prose());
    sections.add(
        new Section.Verdicts(
            one.name(),
            one.nanos().median() / 1e9,
            one.gates().stream()
                .map(gate -> GateVerdict.of(gate, isFailure(gate.status())))
                .toList()));
    one.profile()
        .ifPresent(
            profile ->
                sections.add(
                    new Section.Profile(
                        one.name() + ": " + one.engine(), place, profile.ops(), profile.traces())));
  }

  private boolean isFailure(GateStatus status) {
    return status.isFailure() || undecided.fails() && result.isOpen(status);
  }
}
