package io.kwsbench.report.precision;

import static io.kwsbench.report.precision.PrecisionReport.orNone;
import static io.kwsbench.report.precision.PrecisionReport.percent;
import static io.kwsbench.report.precision.PrecisionReport.points;

import io.kwsbench.Printable;
import io.kwsbench.report.CppNumbers;
import io.kwsbench.report.Figures;
import io.kwsbench.report.Lines;
import io.kwsbench.report.NameEnd;
import io.kwsbench.report.Section;
import io.kwsbench.report.Section.Column;
import io.kwsbench.report.Section.Fact;
import io.kwsbench.report.Wrapped;
import io.kwsbench.report.answer.Speedup;
import io.kwsbench.report.answer.Timed;
import io.kwsbench.report.precision.PrecisionResult.Change;
import io.kwsbench.report.precision.PrecisionResult.Form;
import io.kwsbench.report.precision.PrecisionResult.OfClass;
import io.kwsbench.report.precision.PrecisionResult.Weights;
import io.kwsbench.stats.ShareInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The sections of a report on precisions: one column per precision. */
final class PrecisionText {
  private static final int WIDTH = 8;
  private static final int NAME_WIDTH = 40;
  private static final int NODE_WIDTH = 70;

  /** The precision whose arithmetic is that of integers. */
  private static final String INTEGERS = "int8";

  /** Steps that are listed of each precision. */
  private static final int WORST = 5;

  private final PrecisionResult result;

  PrecisionText(PrecisionResult result) {
    this.result = result;
  }

  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    Section answer = new Section.Answer(answer());
    sections.add(answer);
    sections.add(Section.GAP);
    sections.add(subject());
    sections.add(new Section.Warnings("warning: ", result.warnings()));
    sections.add(Section.GAP);
    sections.add(new Section.Table(Section.TableStyle.FITTED, columns(""), figures()));
    sections.add(Section.GAP);
    sections.add(new Section.Title("Recall of each class", false));
    sections.add(new Section.Table(Section.TableStyle.FITTED, recallColumns(), recalls()));
    sections.add(Section.GAP);
    sections.add(
        new Section.Title(
            "Steps that lose most: signal to noise of weights, in int8 of results; first node",
            false));
    sections.add(weights());
    sections.add(notes());
    sections.add(answer);
    return sections;
  }

  private List<String> answer() {
    List<String> lines = new ArrayList<>();
    for (Form form : lower()) {
      lines.addAll(Wrapped.at(Wrapped.COLUMNS, answer(form, form.change().orElseThrow())));
    }
    lines.addAll(Wrapped.at(Wrapped.COLUMNS, choice()));
    return lines;
  }

  private String answer(Form form, Change change) {
    return Lines.format(
        "%s: %s of %,d clips right, %s (%s: %s), %s of the size.",
        form.precision(),
        percent(form.accuracy().accuracy()),
        result.subject().clips(),
        lost(change.dropPoints()),
        floats().precision(),
        percent(floats().accuracy().accuracy()),
        size(form));
  }

  private static String lost(double drop) {
    String points = points(Math.abs(drop));
    return points.equals("0.00")
        ? "no loss"
        : Lines.format("%s points %s", points, drop < 0 ? "gained" : "lost");
  }

  private String choice() {
    return result
        .limit()
        .chosen()
        .map(name -> Lines.format("The smallest that loses at most %s points: %s.", limit(), name))
        .orElse(Lines.format("None loses at most %s points.", limit()));
  }

  private String limit() {
    return CppNumbers.general(result.limit().maxDropPoints());
  }

  private Form floats() {
    return result.precisions().get(0);
  }

  private List<Form> lower() {
    return result.precisions().subList(1, result.precisions().size());
  }

  private Section subject() {
    PrecisionResult.Subject subject = result.subject();
    String unread =
        subject.unreadable() == 0
            ? ""
            : Lines.format(" (%,d more could not be read)", subject.unreadable());
    return new Section.Facts(
        WIDTH,
        List.of(
            new Fact("model", subject.model()),
            new Fact(
                "clips",
                Lines.format("%,d of the %s set%s", subject.clips(), subject.set(), unread)),
            new Fact(
                "engine",
                Lines.format(
                    "%s %s, %d %s",
                    subject.engine(),
                    subject.engineVersion(),
                    subject.threads(),
                    subject.threads() == 1 ? "thread" : "threads")),
            new Fact("machine", result.environment().cpu().model())));
  }

  private List<Column> columns(String... left) {
    return Stream.concat(
            Stream.of(left).map(Column::left),
            result.precisions().stream().map(Form::precision).map(Column::right))
        .toList();
  }

  private List<List<Object>> figures() {
    List<List<Object>> rows = new ArrayList<>(clipFigures());
    if (result.longAudio().isPresent()) {
      rows.add(alarms("false alarms per hour", one -> rate(one.falseAlarmsPerHour())));
      rows.add(
          alarms(
              "  95 % interval",
              one -> rate(one.interval95().get(0)) + " … " + rate(one.interval95().get(1))));
      rows.add(alarms("  words missed", one -> percent(one.missedShare())));
      rows.add(alarms("  with the threshold", one -> CppNumbers.general(one.threshold())));
    }
    return rows;
  }

  private List<Object> alarms(String name, Function<PrecisionResult.Alarms, String> figure) {
    return row(
        name, form -> orNone(result.longAudio().flatMap(all -> all.of(form.precision())), figure));
  }

  private static String rate(double perHour) {
    return CppNumbers.fixed(perHour, 1);
  }

  private List<List<Object>> clipFigures() {
    return List.of(
        row("accuracy", form -> percent(form.accuracy().accuracy())),
        row("  95 % interval", form -> shares(form.accuracy().interval95())),
        change("points lost", change -> points(change.dropPoints())),
        change("  95 % interval", change -> interval(change.interval95())),
        change("  against the limit", PrecisionText::verdict),
        change("clips of another class", change -> Lines.format("%,d", change.otherClass())),
        change("  right before, wrong now", change -> Lines.format("%,d", change.lost())),
        change("  wrong before, right now", change -> Lines.format("%,d", change.gained())),
        change("largest change of a score", c -> CppNumbers.fixed(c.largestDifference(), 4)),
        row("file size in bytes", form -> Lines.format("%,d", form.fileBytes())),
        row("  share of float32", this::size),
        row("time of a run, median", form -> time(form.latency())),
        row("  against float32", form -> orNone(form.latency().timeRatio(), Speedup::brief)),
        row("  interval", form -> orNone(form.latency().timeRatio(), Speedup::range)),
        row("worst step", form -> orNone(worst(form), PrecisionText::decibels)));
  }

  private List<Object> row(String name, Function<Form, String> figure) {
    return Stream.concat(Stream.of(name), result.precisions().stream().map(figure))
        .<Object>map(cell -> cell)
        .toList();
  }

  /** Returns whether a loss within the limit may be one beyond it on more clips. */
  private boolean isOpen(Change change) {
    return change.withinLimit() && change.interval95().high() > result.limit().maxDropPoints();
  }

  private List<Object> change(String name, Function<Change, String> figure) {
    return row(name, form -> orNone(form.change(), figure));
  }

  private static String verdict(Change change) {
    return change.withinLimit() ? "within" : "beyond the limit";
  }

  private static String shares(ShareInterval interval) {
    ShareInterval points = interval.points();
    return points(points.low()) + " … " + points(points.high()) + " %";
  }

  private static String interval(ShareInterval interval) {
    return points(interval.low()) + " … " + points(interval.high());
  }

  private String size(Form form) {
    double share = (double) form.fileBytes() / floats().fileBytes();
    return CppNumbers.fixed(100 * share, 1) + " %";
  }

  private static String time(PrecisionResult.Latency latency) {
    return latency.runs() == 0 ? Figures.NONE : Timed.time(latency.medianUs());
  }

  private static Optional<Double> worst(Form form) {
    return form.weights().stream().findFirst().flatMap(Weights::signalToNoiseDb);
  }

  private static String decibels(double value) {
    return CppNumbers.fixed(value, 1) + " dB";
  }

  private List<Column> recallColumns() {
    List<Column> columns = new ArrayList<>(columns("class"));
    columns.add(1, Column.right("clips"));
    return columns;
  }

  private List<List<Object>> recalls() {
    List<List<Object>> rows = new ArrayList<>();
    for (OfClass one : result.classes()) {
      List<Object> row = new ArrayList<>();
      row.add(NameEnd.of(Printable.of(one.label()), NAME_WIDTH));
      row.add(one.clips());
      for (Form form : result.precisions()) {
        row.add(
            orNone(
                Optional.ofNullable(one.recall().get(form.precision())), PrecisionReport::percent));
      }
      rows.add(row);
    }
    return rows;
  }

  private Section weights() {
    List<List<Object>> rows = new ArrayList<>();
    for (Form form : lower()) {
      form.weights().stream().limit(WORST).forEach(weights -> rows.add(row(form, weights)));
    }
    return new Section.Table(
        Section.TableStyle.FITTED,
        List.of(
            Column.left("precision"),
            Column.right("dB"),
            Column.right("weights"),
            Column.left("node")),
        rows);
  }

  private static List<Object> row(Form form, Weights weights) {
    return List.of(
        form.precision(),
        weights.signalToNoiseDb().map(db -> CppNumbers.fixed(db, 1)).orElse("exact"),
        Lines.format("%,d", weights.values()),
        NameEnd.of(Printable.of(weights.nodes().stream().findFirst().orElse("")), NODE_WIDTH));
  }

  private String alarmsNote() {
    return result
        .longAudio()
        .map(
            all ->
                Lines.format(
                    "false alarms: %.0f minutes with %,d words, no more of them missed than by %s",
                    60 * all.hours(), all.words(), floats().precision()))
        .orElse("false alarms per hour were not measured");
  }

  private Section notes() {
    Lines lines = new Lines();
    for (Form form : lower()) {
      long all = form.weights().stream().mapToLong(Weights::values).sum();
      long exact =
          form.weights().stream()
              .filter(weights -> weights.signalToNoiseDb().isEmpty())
              .mapToLong(Weights::values)
              .sum();
      if (form.precision().equals(INTEGERS)) {
        lines.add("%s: steps that stay in floats have weights8", form.precision());
        continue;
      }
      lines.add("%s: %,d of %,d weights stay as they were", form.precision(), exact, all);
    }
    lower().stream()
        .filter(form -> isOpen(form.change().orElseThrow()))
        .forEach(form -> lines.add("%s: too few clips to exclude a larger loss", form.precision()));
    lines.add("times: precisions in turn, run by run");
    lines.add(alarmsNote());
    return lines.add("").prose();
  }
}
