package io.kwsbench.cli.make;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.Printable;
import io.kwsbench.chart.CountsChart;
import io.kwsbench.chart.CurveChart;
import io.kwsbench.cli.output.Pictures;
import io.kwsbench.evaluate.ConfusionMatrix;
import io.kwsbench.evaluate.GraphEvaluation;
import io.kwsbench.label.ClipModel;
import io.kwsbench.longaudio.Delay;
import io.kwsbench.longaudio.RocCurve;
import java.util.Arrays;
import java.util.Locale;

/**
 * The results of {@code evaluate} as text, JSON, CSV and pictures.
 *
 * @param set the set's name
 * @param longAudio the results on long audio
 */
record EvaluationReport(
    String set, ClipModel model, GraphEvaluation evaluation, LongAudioStudy.Results longAudio) {
  /** False alarms per hour for which the text reports the misses. */
  private static final double[] BUDGETS = {0.5, 1, 2, 5, 10, 20, 60};

  String render(String format) {
    return switch (format) {
      case "csv" -> evaluation.confusion().toCsv();
      case "json" -> json().toPrettyString() + "\n";
      default -> text();
    };
  }

  private String text() {
    ConfusionMatrix confusion = evaluation.confusion();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s set: %d clips%s, accuracy %.4f, mean recall %.4f, cross-entropy %.4f%n"
                + "%s: %,d bytes, %.3f ms per clip (median), %s%n%n%-20s %9s %9s %9s%n",
            set,
            confusion.total(),
            evaluation.unreadable() == 0
                ? ""
                : " (" + evaluation.unreadable() + " more could not be read)",
            confusion.accuracy(),
            confusion.meanRecallOfPresent(),
            evaluation.loss(),
            model.source(),
            model.sizeBytes(),
            evaluation.medianMillis(),
            model.engineName(),
            "class",
            "clips",
            "precision",
            "recall"));
    for (int i = 0; i < confusion.labels().size(); i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-20s %9d %9s %9s%n",
              Printable.of(confusion.labels().get(i)),
              confusion.clips(i),
              share(confusion.precision(i), confusion.takenFor(i)),
              share(confusion.recall(i), confusion.clips(i))));
    }
    text.append('\n').append(confusion.toText());
    longAudio.pieces().forEach(heard -> append(text, heard));
    longAudio.thresholds().ifPresent(chosen -> text.append(new BudgetTable(chosen).text()));
    return text.toString();
  }

  /** Nothing has no share. */
  private static String share(double share, int of) {
    return of == 0 ? "-" : String.format(Locale.ROOT, "%.4f", share);
  }

  private static void append(StringBuilder text, LongAudioResult heard) {
    RocCurve every = heard.every();
    text.append(
        String.format(
            Locale.ROOT,
            "%nlong audio: %s, %.2f hours, %d wanted words%n",
            every.name(),
            every.hours(),
            every.keywords()));
    append(text, every);
    heard
        .gated()
        .ifPresent(
            gated -> {
              text.append(
                  String.format(
                      Locale.ROOT,
                      "with --vad: %.1f%% of windows skipped%n",
                      gated.skippedShare() * 100));
              append(text, gated.curve());
            });
  }

  private static void append(StringBuilder text, RocCurve curve) {
    text.append(
        String.format(
            Locale.ROOT,
            "%18s %12s %12s %12s %12s %12s%n",
            "max FA/hour",
            "FA/hour",
            "rejected",
            "threshold",
            "delay (ms)",
            "p99 (ms)"));
    for (double budget : BUDGETS) {
      String row =
          curve
              .at(budget)
              .map(
                  p ->
                      String.format(
                          Locale.ROOT,
                          "%12.2f %11.2f%% %12.4f %12s %12s",
                          p.falseAlarmsPerHour(),
                          p.falseRejectRate() * 100,
                          p.threshold(),
                          millis(p.delay(), p.delay().medianMillis()),
                          millis(p.delay(), p.delay().p99Millis())))
              .orElse("no threshold reaches this");
      text.append(String.format(Locale.ROOT, "%18.1f %s%n", budget, row));
    }
  }

  /** Of no word there is no delay. */
  private static String millis(Delay delay, double millis) {
    return delay.words() == 0 ? "-" : String.format(Locale.ROOT, "%.0f", millis);
  }

  private ObjectNode json() {
    ConfusionMatrix confusion = evaluation.confusion();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("model", model.source()).put("bytes", model.sizeBytes()).put("set", set);
    json.put("engine", model.engineName()).put("median_ms", evaluation.medianMillis());
    json.put("clips", confusion.total()).put("unreadable", evaluation.unreadable());
    json.put("accuracy", confusion.accuracy());
    json.put("mean_recall", confusion.meanRecallOfPresent())
        .put("cross_entropy", evaluation.loss());
    ArrayNode classes = json.putArray("classes");
    for (int i = 0; i < confusion.labels().size(); i++) {
      ObjectNode one = classes.addObject().put("label", confusion.labels().get(i));
      one.put("clips", confusion.clips(i));
      one.put("precision", confusion.takenFor(i) == 0 ? null : confusion.precision(i));
      one.put("recall", confusion.clips(i) == 0 ? null : confusion.recall(i));
      ArrayNode counts = one.putArray("taken_for");
      Arrays.stream(confusion.counts()[i]).forEach(counts::add);
    }
    ArrayNode audio = json.putArray("long_audio");
    longAudio.pieces().forEach(heard -> audio.add(json(heard)));
    longAudio
        .thresholds()
        .ifPresent(chosen -> new BudgetTable(chosen).into(json.putObject("budget")));
    return json;
  }

  private static ObjectNode json(LongAudioResult heard) {
    RocCurve every = heard.every();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", every.name()).put("hours", every.hours()).put("keywords", every.keywords());
    putPoints(json, every);
    heard
        .gated()
        .ifPresent(
            gated ->
                putPoints(
                    json.putObject("vad").put("skipped_share", gated.skippedShare()),
                    gated.curve()));
    return json;
  }

  private static void putPoints(ObjectNode parent, RocCurve curve) {
    ArrayNode points = parent.putArray("points");
    for (RocCurve.Point point : curve.points()) {
      ObjectNode json =
          points
              .addObject()
              .put("threshold", point.threshold())
              .put("false_alarms", point.falseAlarms())
              .put("false_alarms_per_hour", point.falseAlarmsPerHour())
              .put("missed", point.missed())
              .put("false_reject_rate", point.falseRejectRate());
      if (point.delay().words() > 0) {
        json.put("delay_median_ms", point.delay().medianMillis());
        json.put("delay_p99_ms", point.delay().p99Millis());
      }
    }
  }

  void draw(Pictures pictures) {
    ConfusionMatrix confusion = evaluation.confusion();
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
    }
  }

  private static void add(CurveChart chart, String name, RocCurve curve) {
    chart.add(
        name,
        curve.points().stream().mapToDouble(RocCurve.Point::falseAlarmsPerHour).toArray(),
        curve.points().stream().mapToDouble(p -> p.falseRejectRate() * 100).toArray());
  }
}
