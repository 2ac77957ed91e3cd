package io.kwsbench.suite.report;

import io.kwsbench.report.Figures;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.text.StringEscapeUtils;

/**
 * The history as an SVG: a small chart per case with the median of every run, red where a gate
 * failed.
 */
public final class HistorySvg {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 120;
  private static final int LEFT = 80;
  private static final int GAP = 34;

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
            + ".bad{fill:#dc2626}.grid{stroke:#ddd}@media(prefers-color-scheme:dark)"
            + "{text{fill:#ccc}.grid{stroke:#444}}</style>\n");
    int top = GAP - 10;
    for (String name : cases) {
      chart(svg, lines, name, top);
      top += HEIGHT + GAP;
    }
    return svg.append("</svg>\n").toString();
  }

  private static void chart(StringBuilder svg, List<HistoryLine> lines, String name, int top) {
    List<HistoryLine> own = lines.stream().filter(l -> l.cases().get(name) != null).toList();
    double max = own.stream().mapToDouble(l -> median(l, name)).max().orElse(1);
    double min = own.stream().mapToDouble(l -> median(l, name)).min().orElse(0);
    double high = max + Math.max(0.1 * (max - min), 0.02 * max);
    double low = Math.max(0, min - Math.max(0.1 * (max - min), 0.02 * max));
    add(svg, "<text x=\"4\" y=\"%d\" font-weight=\"bold\">%s</text>\n", top - 6, escape(name));
    for (double value : new double[] {low, (low + high) / 2, high}) {
      double y = y(value, low, high, top);
      add(
          svg,
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
          LEFT,
          WIDTH - 10,
          y,
          y);
      add(svg, "<text x=\"4\" y=\"%.1f\">%s</text>\n", y + 4, Figures.time(value));
    }
    StringBuilder path = new StringBuilder();
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < own.size(); i++) {
      double x =
          LEFT + 8 + (WIDTH - LEFT - 26.0) * (own.size() == 1 ? 0.5 : i / (own.size() - 1.0));
      double y = y(median(own.get(i), name), low, high, top);
      add(path, "%s%.1f %.1f", i == 0 ? "M" : "L", x, y);
      String status = own.get(i).cases().get(name).status();
      boolean bad = "REGRESSION".equals(status) || "FAIL".equals(status);
      add(
          points,
          "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"><title>%s %s:"
              + " %s</title></circle>\n",
          bad ? "bad" : "p",
          x,
          y,
          escape(own.get(i).date()),
          escape(own.get(i).version()),
          Figures.time(median(own.get(i), name)));
    }
    add(svg, "<path d=\"%s\"/>\n", path).append(points);
  }

  private static double median(HistoryLine line, String name) {
    return line.cases().get(name).medianNanos();
  }

  private static double y(double value, double low, double high, int top) {
    return top + HEIGHT * (1 - (value - low) / (high - low));
  }

  private static String escape(String text) {
    return StringEscapeUtils.escapeXml10(String.valueOf(text));
  }

  private static StringBuilder add(StringBuilder out, String format, Object... arguments) {
    return out.append(String.format(Locale.ROOT, format, arguments));
  }
}
