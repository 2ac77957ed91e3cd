package io.kwsbench.cli.make;

import io.kwsbench.chart.CountsChart;
import io.kwsbench.chart.CurveChart;
import io.kwsbench.cli.output.Pictures;
import io.kwsbench.evaluate.ConfusionMatrix;
import io.kwsbench.longaudio.RocCurve;
import java.util.List;
import java.util.Locale;

/**
 * The charts of an evaluation.
 *
 * @param set the set's name
 * @param longAudio the results on it
 */
record EvaluationPictures(String set, ConfusionMatrix confusion, LongAudioStudy.Results longAudio) {
  void write(Pictures pictures) {
    String title =
        String.format(
            Locale.ROOT,
            "%s set: %d clips, accuracy %.2f %%",
            set,
            confusion.total(),
            confusion.accuracy() * 100);
    pictures.write(
        "confusion", new CountsChart(title, confusion.labels(), confusion.counts()).picture());
    if (!longAudio.pieces().isEmpty()) {
      CurveChart chart =
          new CurveChart("Long audio", "false alarms per hour", "false rejects (%)").marked();
      for (LongAudioResult heard : longAudio.pieces()) {
        add(chart, heard.every().name(), heard.every());
        heard
            .gated()
            .ifPresent(gated -> add(chart, heard.every().name() + " with --vad", gated.curve()));
      }
      pictures.write("roc", chart.picture());
      pictures.write("thresholds", thresholds().picture());
    }
  }

  /** What each threshold costs. */
  private CurveChart thresholds() {
    CurveChart chart = new CurveChart("Thresholds", "threshold", "per hour, or percent").marked();
    for (LongAudioResult heard : longAudio.pieces()) {
      List<RocCurve.Point> points = heard.every().points();
      double[] at = points.stream().mapToDouble(RocCurve.Point::threshold).toArray();
      String name = heard.every().name();
      chart.add(
          name + ": false alarms per hour",
          at,
          points.stream().mapToDouble(RocCurve.Point::falseAlarmsPerHour).toArray());
      if (heard.every().keywords() > 0) {
        chart.add(
            name + ": false rejects (%)",
            at,
            points.stream().mapToDouble(p -> p.falseRejectRate() * 100).toArray());
      }
    }
    return chart;
  }

  private static void add(CurveChart chart, String name, RocCurve curve) {
    chart.add(
        name,
        curve.points().stream().mapToDouble(RocCurve.Point::falseAlarmsPerHour).toArray(),
        curve.points().stream().mapToDouble(p -> p.falseRejectRate() * 100).toArray());
  }
}
