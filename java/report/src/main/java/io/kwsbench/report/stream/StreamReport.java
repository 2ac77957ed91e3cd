package io.kwsbench.report.stream;

import io.kwsbench.report.Data;
import io.kwsbench.report.Lines;
import io.kwsbench.report.Report;
import io.kwsbench.report.Section;
import io.kwsbench.report.render.Format;
import io.kwsbench.stats.Distribution;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report of a stream, hop by hop. */
public final class StreamReport {
  /** The formats of the report. */
  public static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON, Format.CSV);

  private StreamReport() {}

  /** The report of all that was measured. */
  public static Report of(StreamResult result) {
    return new Report(
        new Report.Heading(result.model(), Optional.empty()),
        new Data(StreamResult.SCHEMA_VERSION, result, Map.of(), Data.Arrays.CLOSE),
        Section.Table.of(
            List.of("what", "runs", "median_us", "p99_us"),
            List.of(
                cells("hop", result.times().hopTimeUs()),
                cells("paced_hop", result.times().pacedHopTimeUs()),
                cells("whole_window", result.times().wholeWindowTimeUs()),
                cells("overhead", result.times().overheadTimeUs()))),
        List.of(text(result)),
        List.of());
  }

  private static List<Object> cells(String what, Distribution us) {
    return List.of(what, us.count(), us.median(), us.p99());
  }

  private static Section text(StreamResult result) {
    StreamResult.Shape stream = result.stream();
    Lines lines =
        new Lines()
            .add(
                "%s: stream at %d Hz, window %d samples, hop %d samples (%.1f ms), %s, threads:"
                    + " [%d]",
                result.model(),
                stream.sampleRateHz(),
                stream.windowSamples(),
                stream.hopSamples(),
                stream.hopMillis(),
                result.engine().isa(),
                result.engine().threads());
    add(lines, "hop, back to back", result.times().hopTimeUs());
    add(lines, "hop, at real time", result.times().pacedHopTimeUs());
    add(lines, "whole window", result.times().wholeWindowTimeUs());
    add(lines, "stream's overhead", result.times().overheadTimeUs());
    result
        .timeRatio()
        .ifPresent(
            ratio ->
                lines.add(
                    "a whole window costs %.2f hops [%.2f, %.2f] (%.0f %% interval, in turn)",
                    ratio.ratio(), ratio.low(), ratio.high(), 100 * ratio.level()));
    if (result.times().pacedHopTimeUs().count() > 0) {
      lines.add("share of one core at real time: %.2f %%", 100 * result.coreShare());
    }
    result.wordDelay().ifPresent(delay -> add(lines, delay));
    lines.add("memory of a stream: %d bytes", stream.memoryBytes());
    if (result.interrupted()) {
      lines.add("interrupted: fewer runs than asked for");
    }
    return lines.prose();
  }

  private static void add(Lines lines, WordDelay delay) {
    Distribution millis = delay.delayMs();
    lines.add("%s: %d of %d words detected", delay.recording(), millis.count(), delay.words());
    if (millis.count() > 0) {
      lines.add(
          "from a word's end to its event: median %.0f ms, p90 %.0f, p99 %.0f",
          millis.median(), millis.p90(), millis.p99());
    }
  }

  private static void add(Lines lines, String what, Distribution us) {
    if (us.count() == 0) {
      lines.add("%-18s not measured", what);
      return;
    }
    lines.add(
        "%-18s %6d runs: median %.1f us, p90 %.1f, p99 %.1f, min %.1f",
        what, us.count(), us.median(), us.p90(), us.p99(), us.min());
  }
}
