package io.kwsbench.suite.report;

import io.kwsbench.Printable;
import io.kwsbench.report.Figures;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The history as a table: a row per run and case, with the change against the run before. */
public final class HistoryTable {
  private HistoryTable() {}

  /** All cases that appear, in order. */
  public static Set<String> cases(List<HistoryLine> lines) {
    Set<String> names = new LinkedHashSet<>();
    lines.forEach(l -> names.addAll(l.cases().keySet()));
    return names;
  }

  /** The table as text. */
  public static String text(List<HistoryLine> lines, Set<String> cases) {
    List<String> rows = new ArrayList<>();
    for (String name : cases) {
      rows.add(Printable.of(name));
      rows.add(
          String.format(
              Locale.ROOT,
              "  %-25s %-12s %12s %9s %12s  %s",
              "date",
              "version",
              "median",
              "change",
              "p99",
              "gates"));
      List<HistoryLine> own = lines.stream().filter(l -> l.cases().get(name) != null).toList();
      double before = 0;
      for (HistoryLine line : own) {
        HistoryLine.Point point = line.cases().get(name);
        rows.add(row(line, point, before));
        before = point.medianNanos();
      }
      HistoryChanges.of(own, name).forEach(change -> rows.add(changed(change)));
    }
    return String.join("\n", rows) + "\n";
  }

  private static String changed(HistoryChanges.Since change) {
    return String.format(
        Locale.ROOT,
        "  changed with %s: %s before, %s since (%+.1f %%)",
        label(change.since()),
        Figures.time(change.before()),
        Figures.time(change.after()),
        100 * (change.after() / change.before() - 1));
  }

  private static String label(HistoryLine line) {
    return Printable.of((line.date() + " " + line.version()).strip());
  }

  private static String row(HistoryLine line, HistoryLine.Point point, double before) {
    String change =
        before > 0
            ? String.format(Locale.ROOT, "%+.1f %%", 100 * (point.medianNanos() / before - 1))
            : "";
    return String.format(
            Locale.ROOT,
            "  %-25s %-12s %12s %9s %12s  %s",
            Printable.of(line.date()),
            Printable.of(line.version()),
            Figures.time(point.medianNanos()),
            change,
            Figures.time(point.p99Nanos()),
            Printable.of(point.status()))
        .stripTrailing();
  }
}
