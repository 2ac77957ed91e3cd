package io.kwsbench.report.precision;

import io.kwsbench.report.CppNumbers;
import io.kwsbench.report.Data;
import io.kwsbench.report.Figures;
import io.kwsbench.report.Report;
import io.kwsbench.report.Section;
import io.kwsbench.report.precision.PrecisionResult.Change;
import io.kwsbench.report.precision.PrecisionResult.Form;
import io.kwsbench.report.render.Format;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The report of a model's precisions, side by side. CSV has one row per precision. */
public final class PrecisionReport {
  /** The formats of the report. */
  public static final List<Format> FORMATS =
      List.of(Format.TEXT, Format.JSON, Format.CSV, Format.HTML);

  private static final List<String> HEADS =
      List.of(
          "precision",
          "file_bytes",
          "accuracy",
          "drop_points",
          "other_class",
          "largest_difference",
          "median_us",
          "time_ratio",
          "false_alarms_per_hour",
          "missed_share");

  private PrecisionReport() {}

  /** The report of all that was measured. */
  public static Report of(PrecisionResult result) {
    return new Report(
        new Report.Heading("quantize", Optional.of(result.environment().date())),
        new Data(PrecisionResult.SCHEMA_VERSION, result, Map.of(), Data.Arrays.CLOSE),
        Section.Table.of(
            HEADS, result.precisions().stream().map(form -> cells(result, form)).toList()),
        new PrecisionText(result).sections(),
        List.of());
  }

  private static List<Object> cells(PrecisionResult result, Form form) {
    Optional<PrecisionResult.Alarms> alarms =
        result.longAudio().flatMap(all -> all.of(form.precision()));
    return List.of(
        form.precision(),
        form.fileBytes(),
        form.accuracy().accuracy(),
        change(form, Change::dropPoints),
        change(form, Change::otherClass),
        change(form, Change::largestDifference),
        form.latency().medianUs(),
        form.latency().timeRatio().<Object>map(ratio -> ratio.ratio()).orElse(""),
        alarms.<Object>map(PrecisionResult.Alarms::falseAlarmsPerHour).orElse(""),
        alarms.<Object>map(PrecisionResult.Alarms::missedShare).orElse(""));
  }

  /** Floats did not change. */
  private static Object change(Form form, Function<Change, Object> figure) {
    return form.change().map(figure).orElse("");
  }

  /** A share in percent. */
  static String percent(double share) {
    return CppNumbers.fixed(100 * share, 2) + " %";
  }

  /** Points of a hundred; those that round to zero have no sign. */
  static String points(double points) {
    String text = CppNumbers.fixed(points, 2);
    return text.equals("-0.00") ? "0.00" : text;
  }

  /** A figure, or a dash. */
  static <T> String orNone(Optional<T> value, Function<T, String> text) {
    return value.map(text).orElse(Figures.NONE);
  }
}
