package io.kwsbench.suite.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The runs of a history from which on a case's median was another one. Runs on different processors
 * are not compared.
 */
final class HistoryChanges {
  private HistoryChanges() {}

  /**
   * A change.
   *
   * @param since the first run at the new level
   * @param before the median of the runs back to the change before, in nanoseconds
   * @param after the median of the runs up to the next change, in nanoseconds
   */
  record Since(HistoryLine since, double before, double after) {}

  /**
   * The changes of a case, in the order of the runs.
   *
   * @param lines those that have the case
   */
  static List<Since> of(List<HistoryLine> lines, String name) {
    Map<String, List<HistoryLine>> byProcessor = new LinkedHashMap<>();
    lines.forEach(
        line -> byProcessor.computeIfAbsent(line.cpu(), cpu -> new ArrayList<>()).add(line));
    List<Since> all = new ArrayList<>();
    for (List<HistoryLine> runs : byProcessor.values()) {
      double[] medians =
          runs.stream().mapToDouble(run -> run.cases().get(name).medianNanos()).toArray();
      ChangePoints.of(medians)
          .forEach(
              change ->
                  all.add(new Since(runs.get(change.index()), change.before(), change.after())));
    }
    all.sort(Comparator.comparingInt(change -> lines.indexOf(change.since())));
    return all;
  }
}
