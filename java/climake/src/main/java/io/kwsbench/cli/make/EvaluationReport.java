package io.kwsbench.cli.make;

import io.kwsbench.Printable;
import io.kwsbench.evaluate.GraphEvaluation;
import io.kwsbench.label.ClipModel;
import io.kwsbench.longaudio.AudioLength;
import io.kwsbench.longaudio.Delay;
import io.kwsbench.longaudio.RocCurve;
import io.kwsbench.report.CppNumbers;
import io.kwsbench.report.Data;
import io.kwsbench.report.Figures;
import io.kwsbench.report.Lines;
import io.kwsbench.report.NameEnd;
import io.kwsbench.report.Report;
import io.kwsbench.report.Section;
import io.kwsbench.report.Section.Column;
import io.kwsbench.report.Section.Fact;
import io.kwsbench.report.Wrapped;
import io.kwsbench.report.render.Format;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The report of an evaluation. CSV has the confusion matrix. */
final class EvaluationReport {
  /** The formats of the report. */
  static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON, Format.CSV);

  /** False alarms per hour for which the text reports the misses. */
  private static final double[] BUDGETS = {0.5, 1, 2, 5, 10, 20, 60};

  private static final int WIDTH = 10;
  private static final int NAME_WIDTH = 60;
  private static final List<Column> CLASS_COLUMNS =
      List.of(
          Column.left("class"),
          Column.right("clips"),
          Column.right("precision"),
          Column.right("recall"));
  private static final List<Column> ROC_COLUMNS =
      List.of(
          Column.right("max FA/hour"),
          Column.right("FA/hour"),
          Column.right("rejected"),
          Column.right("threshold"),
          Column.right("delay (ms)"),
          Column.right("p99 (ms)"));

  /** No threshold has so few false alarms. */
  private static final List<String> UNREACHED = Collections.nCopies(5, Figures.NONE);

  private EvaluationReport() {}

  /**
   * The report of what was counted, and of each piece of long audio.
   *
   * @param frozen whether the model was frozen first: the size is not that of its file
   */
  static Report of(
      String set,
      ClipModel model,
      GraphEvaluation evaluation,
      LongAudioStudy.Results longAudio,
      boolean frozen) {
    EvaluationResult result = EvaluationResult.of(set, model, evaluation, longAudio);
    MatrixTables matrix = new MatrixTables(evaluation.confusion());
    List<Section> sections = new ArrayList<>(head(result, frozen));
    sections.add(classes(result.classes()));
    sections.addAll(matrix.sections());
    longAudio.pieces().forEach(heard -> longAudio(sections, heard));
    result.budget().ifPresent(budget -> sections.addAll(BudgetTable.sections(budget)));
    result.protocol().ifPresent(answer -> sections.addAll(ProtocolText.sections(answer)));
    return new Report(
        new Report.Heading(result.subject().model(), Optional.empty()),
        new Data(EvaluationResult.SCHEMA_VERSION, result, Map.of(), Data.Arrays.CLOSE),
        matrix.rows(),
        sections,
        List.of());
  }

  private static List<Section> head(EvaluationResult result, boolean frozen) {
    EvaluationResult.Subject subject = result.subject();
    EvaluationResult.Overall overall = result.overall();
    String unread =
        overall.unreadable() == 0
            ? ""
            : Lines.format(" (%d more could not be read)", overall.unreadable());
    String answer =
        Lines.format(
            "%s set: %d clips%s, accuracy %.4f, mean recall %.4f, cross-entropy %.4f",
            subject.set(),
            overall.clips(),
            unread,
            overall.accuracy(),
            overall.meanRecall(),
            overall.crossEntropy());
    return List.of(
        new Section.Answer(Wrapped.at(Wrapped.COLUMNS, answer)),
        Section.GAP,
        new Section.Facts(
            WIDTH,
            List.of(
                new Fact(
                    "model",
                    Lines.format(
                        "%s (%s%,d bytes)",
                        subject.model(), frozen ? "frozen: " : "", subject.bytes())),
                new Fact("engine", subject.engine()),
                new Fact(
                    "latency", Lines.format("%.3f ms per clip (median)", subject.medianMs())))),
        Section.GAP);
  }

  private static Section classes(List<EvaluationResult.OfClass> classes) {
    List<List<Object>> rows = new ArrayList<>();
    for (EvaluationResult.OfClass one : classes) {
      rows.add(
          List.of(
              NameEnd.of(Printable.of(one.label()), NAME_WIDTH),
              one.clips(),
              share(one.precision()),
              share(one.recall())));
    }
    return new Section.Table(Section.TableStyle.FITTED, CLASS_COLUMNS, rows);
  }

  private static String share(Optional<Double> share) {
    return share.map(value -> CppNumbers.fixed(value, 4)).orElse(Figures.NONE);
  }

  private static void longAudio(List<Section> sections, LongAudioResult heard) {
    RocCurve every = heard.every();
    sections.add(Section.GAP);
    sections.add(
        new Section.Title(
            Lines.format(
                "Long audio: %s, %s, %d wanted words",
                NameEnd.of(every.name(), NAME_WIDTH),
                AudioLength.of(every.hours()),
                every.keywords()),
            false));
    sections.add(curve(every));
    if (every.keywords() > 0) {
      sections.add(Section.Prose.of(area(every)));
    }
    if (!shown(BUDGETS[0], every)) {
      sections.add(
          new Section.Prose(Wrapped.at(Wrapped.COLUMNS, AudioLength.proof(every.hours()))));
    }
    heard
        .gated()
        .ifPresent(
            gated -> {
              sections.add(
                  Section.Prose.of(
                      Lines.format(
                          "with --vad: %.1f%% of windows skipped", gated.skippedShare() * 100)));
              sections.add(curve(gated.curve()));
            });
  }

  private static String area(RocCurve curve) {
    double most = EvaluationResult.AREA_ALARMS;
    return Lines.format(
        "area under the curve up to %.0f false alarms per hour: %.4f", most, curve.area(most));
  }

  private static Section curve(RocCurve curve) {
    List<List<Object>> rows = new ArrayList<>();
    double last = BUDGETS[BUDGETS.length - 1];
    for (double budget : BUDGETS) {
      if (shown(budget, curve)) {
        rows.add(row(budget, curve));
      }
    }
    if (!shown(last, curve)) {
      rows.add(row(Math.ceil(AudioLength.provenBelow(curve.hours())), curve));
    }
    return new Section.Table(Section.TableStyle.FITTED, ROC_COLUMNS, rows);
  }

  /** Returns whether audio is long enough to show so few false alarms. */
  private static boolean shown(double budget, RocCurve curve) {
    return budget >= AudioLength.provenBelow(curve.hours());
  }

  private static List<Object> row(double budget, RocCurve curve) {
    return Stream.concat(
            Stream.of(CppNumbers.fixed(budget, 1)),
            curve.at(budget).map(EvaluationReport::cells).orElse(UNREACHED).stream())
        .map(Object.class::cast)
        .toList();
  }

  private static List<String> cells(RocCurve.Point point) {
    return List.of(
        CppNumbers.fixed(point.falseAlarmsPerHour(), 2),
        CppNumbers.fixed(point.falseRejectRate() * 100, 2) + " %",
        CppNumbers.fixed(point.threshold(), 4),
        millis(point.delay(), point.delay().medianMillis()),
        millis(point.delay(), point.delay().p99Millis()));
  }

  /** Of no word there is no delay. */
  private static String millis(Delay delay, double millis) {
    return delay.words() == 0 ? Figures.NONE : CppNumbers.fixed(millis, 0);
  }
}
