package io.kwsbench.report.concurrent;

import io.kwsbench.report.Data;
import io.kwsbench.report.Lines;
import io.kwsbench.report.Report;
import io.kwsbench.report.Section;
import io.kwsbench.report.render.Format;
import io.kwsbench.stats.Distribution;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The report of several sessions that run at once. */
public final class ConcurrentReport {
  /** The formats of the report. */
  public static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON, Format.CSV);

  private ConcurrentReport() {}

  /** The report of all that was measured. */
  public static Report of(ConcurrentResult result) {
    return new Report(
        new Report.Heading(result.model(), Optional.empty()),
        new Data(ConcurrentResult.SCHEMA_VERSION, result, Map.of(), Data.Arrays.CLOSE),
        Section.Table.of(
            List.of("engine", "sessions", "runs", "runs_per_second", "median_us", "p99_us"),
            result.engines().stream()
                .flatMap(
                    one ->
                        Stream.of(
                            cells(one, 1, one.alone()),
                            cells(one, result.sessions(), one.together())))
                .toList()),
        List.of(text(result)),
        List.of());
  }

  private static List<Object> cells(
      ConcurrentResult.Measured one, int sessions, ConcurrentResult.Load load) {
    Distribution us = load.runTimeUs();
    return List.of(
        one.engine().name(), sessions, us.count(), load.runsPerSecond(), us.median(), us.p99());
  }

  private static Section text(ConcurrentResult result) {
    Lines lines =
        new Lines()
            .add(
                "%s: %d sessions of one model at once, each on a thread of its own",
                result.model(), result.sessions());
    for (ConcurrentResult.Measured one : result.engines()) {
      add(lines, one, 1, one.alone());
      add(lines, one, result.sessions(), one.together());
    }
    for (ConcurrentResult.Measured one : result.engines()) {
      one.throughputRatio()
          .ifPresent(
              ratio ->
                  lines.add(
                      "%s: %d sessions do %.2f× the runs of one (%.2f–%.2f×, %.0f %% interval)",
                      one.engine().name(),
                      result.sessions(),
                      ratio.ratio(),
                      ratio.low(),
                      ratio.high(),
                      100 * ratio.level()));
    }
    if (result.interrupted()) {
      lines.add("interrupted: fewer runs than asked for");
    }
    return lines.prose();
  }

  private static void add(
      Lines lines, ConcurrentResult.Measured one, int sessions, ConcurrentResult.Load load) {
    Distribution us = load.runTimeUs();
    String who = one.engine().name() + ", " + sessions + (sessions == 1 ? " session" : " sessions");
    if (us.count() == 0) {
      lines.add("%-25s not measured", who);
      return;
    }
    lines.add(
        "%-25s %,9.0f runs/s: median %.1f us, p90 %.1f, p99 %.1f, max %.1f",
        who, load.runsPerSecond(), us.median(), us.p90(), us.p99(), us.max());
  }
}
