package io.kwsbench.suite.report;

import io.kwsbench.report.Figures;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.text.StringEscapeUtils;

/**
 * The history as an SVG: a small chart per case with the median of every run, red where a gate
 * failed, and a dashed line where the case changed for good.
 */
public final class HistorySvg {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 120;
  private static final int LEFT = 80;
  private static final int GAP = 48;
  private static final int TICKS = 4;
  private static final int DATE = "2026-12-01".length();
  private static final int LONGEST_VERSION = 12;

  private HistorySvg() {}

  /** The chart. */
  public static String svg(List<HistoryLine> lines, Set<String> cases) {
    StringBuilder svg = new StringBuilder();
    int height = cases.size() * (HEIGHT + GAP) + 10;
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"11\">\n",
        WIDTH,
        height);
    svg.append(
        "<style>text{fill:#333}path{fill:none;stroke:#2563eb;stroke-width:1.5}.p{fill:#2563eb}"
            + ".bad{fill:#dc2626}.grid{stroke:#ddd}.change{stroke:#d97706;stroke-dasharray:4 3}"
            + "@media(prefers-color-scheme:dark){text{fill:#ccc}.grid{stroke:#444}}</style>\n");
    int top = GAP - 24;
    for (String name : cases) {
      List<HistoryLine> own = lines.stream().filter(l -> l.cases().get(name) != null).toList();
      chart(svg, Frame.of(own, name, top), own, name);
      top += HEIGHT + GAP;
    }
    return svg.append("</svg>\n").toString();
  }

  /**
   * Where a chart lies, and what its edges stand for.
   *
   * @param count runs from the left to the right
   */
  private record Frame(int top, double low, double high, int count) {
    static Frame of(List<HistoryLine> own, String name, int top) {
      double max = own.stream().mapToDouble(l -> median(l, name)).max().orElse(1);
      double min = own.stream().mapToDouble(l -> median(l, name)).min().orElse(0);
      double margin = Math.max(0.1 * (max - min), 0.02 * max);
      return new Frame(top, Math.max(0, min - margin), max + margin, own.size());
    }

    double x(int run) {
      return LEFT + 8 + (WIDTH - LEFT - 26.0) * (count == 1 ? 0.5 : run / (count - 1.0));
    }

    double y(double value) {
      return top + HEIGHT * (1 - (value - low) / (high - low));
    }
  }

  private static void chart(StringBuilder svg, Frame frame, List<HistoryLine> own, String name) {
    add(
        svg,
        "<text x=\"4\" y=\"%d\" font-weight=\"bold\">%s</text>\n",
        frame.top - 6,
        escape(name));
    for (double value : new double[] {frame.low, (frame.low + frame.high) / 2, frame.high}) {
      double y = frame.y(value);
      add(
          svg,
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
          LEFT,
          WIDTH - 10,
          y,
          y);
      add(svg, "<text x=\"4\" y=\"%.1f\">%s</text>\n", y + 4, Figures.time(value));
    }
    axis(svg, frame, own);
    for (HistoryChanges.Since change : HistoryChanges.of(own, name)) {
      change(svg, frame, change, own.indexOf(change.since()));
    }
    StringBuilder path = new StringBuilder();
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < own.size(); i++) {
      double y = frame.y(median(own.get(i), name));
      add(path, "%s%.1f %.1f", i == 0 ? "M" : "L", frame.x(i), y);
      point(points, own.get(i), name, frame.x(i), y);
    }
    add(svg, "<path d=\"%s\"/>\n", path).append(points);
  }

  private static void point(StringBuilder out, HistoryLine run, String name, double x, double y) {
    String status = run.cases().get(name).status();
    boolean bad = "REGRESSION".equals(status) || "FAIL".equals(status);
    add(
        out,
        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"><title>%s %s: %s</title></circle>\n",
        bad ? "bad" : "p",
        x,
        y,
        escape(run.date()),
        escape(run.version()),
        Figures.time(median(run, name)));
  }

  /** Dates and versions of a few runs, from the first to the last. */
  private static void axis(StringBuilder svg, Frame frame, List<HistoryLine> own) {
    int ticks = Math.min(TICKS, own.size());
    for (int tick = 0; tick < ticks; tick++) {
      int run = ticks == 1 ? 0 : tick * (own.size() - 1) / (ticks - 1);
      boolean last = tick == ticks - 1 && ticks > 1;
      add(
          svg,
          "<text x=\"%.1f\" y=\"%d\" font-size=\"9\" text-anchor=\"%s\">%s</text>\n",
          frame.x(run) + (last ? 8 : tick == 0 ? -8 : 0),
          frame.top + HEIGHT + 12,
          last ? "end" : tick == 0 ? "start" : "middle",
          escape(label(own.get(run))));
    }
  }

  private static void change(StringBuilder svg, Frame frame, HistoryChanges.Since change, int run) {
    double x = (frame.x(Math.max(0, run - 1)) + frame.x(run)) / 2;
    add(
        svg,
        "<line class=\"change\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
        x,
        x,
        frame.top,
        frame.top + HEIGHT);
    boolean right = x > (LEFT + WIDTH) / 2.0;
    add(
        svg,
        "<text x=\"%.1f\" y=\"%d\" font-size=\"9\" text-anchor=\"%s\">%s: %+.1f %%</text>\n",
        right ? x - 4 : x + 4,
        frame.top + 9,
        right ? "end" : "start",
        escape(label(change.since())),
        100 * (change.after() / change.before() - 1));
  }

  private static String label(HistoryLine run) {
    String version = run.version();
    return run.date().substring(0, Math.min(DATE, run.date().length()))
        + " "
        + version.substring(0, Math.min(LONGEST_VERSION, version.length()));
  }

  private static double median(HistoryLine line, String name) {
    return line.cases().get(name).medianNanos();
  }

  private static String escape(String text) {
    return StringEscapeUtils.escapeXml10(String.valueOf(text));
  }

  private static StringBuilder add(StringBuilder out, String format, Object... arguments) {
    return out.append(String.format(Locale.ROOT, format, arguments));
  }
}
