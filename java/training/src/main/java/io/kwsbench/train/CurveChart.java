package io.kwsbench.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Curves over epochs as a standalone SVG image. */
public final class CurveChart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 360;
  private static final int LEFT = 64;
  private static final int RIGHT = 16;
  private static final int TOP = 36;
  private static final int BOTTOM = 40;
  private static final int TICKS = 5;
  private static final String[] COLORS = {"#1f77b4", "#d62728", "#2ca02c", "#9467bd"};

  private final String title;
  private final List<Curve> curves = new ArrayList<>();

  private record Curve(String name, List<EventFile.Scalar> points) {}

  public CurveChart(String title) {
    this.title = title;
  }

  /** Adds a curve; one without points is left out. */
  public CurveChart add(String name, List<EventFile.Scalar> points) {
    if (!points.isEmpty()) {
      curves.add(new Curve(name, List.copyOf(points)));
    }
    return this;
  }

  public boolean isEmpty() {
    return curves.isEmpty();
  }

  /** The image's text. */
  public String toSvg() {
    double leastX = extreme(true, true);
    double mostX = Math.max(leastX + 1, extreme(true, false));
    double leastY = extreme(false, true);
    double mostY = extreme(false, false);
    mostY = mostY > leastY ? mostY : leastY + 1;
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
            + "font-family=\"sans-serif\" font-size=\"12\">%n",
        WIDTH,
        HEIGHT);
    add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n", WIDTH, HEIGHT);
    add(svg, "<text x=\"%d\" y=\"20\" font-size=\"14\">%s</text>%n", LEFT, escaped(title));
    for (int tick = 0; tick <= TICKS; tick++) {
      double y = leastY + (mostY - leastY) * tick / TICKS;
      double at = y(y, leastY, mostY);
      add(
          svg,
          "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
          LEFT,
          at,
          WIDTH - RIGHT,
          at);
      add(svg, "<text x=\"4\" y=\"%.1f\">%.4g</text>%n", at + 4, y);
      double x = leastX + (mostX - leastX) * tick / TICKS;
      add(
          svg,
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f</text>%n",
          x(x, leastX, mostX),
          HEIGHT - BOTTOM + 18,
          x);
    }
    for (int i = 0; i < curves.size(); i++) {
      curve(svg, i, leastX, mostX, leastY, mostY);
    }
    return svg.append("</svg>\n").toString();
  }

  private void curve(
      StringBuilder svg, int index, double leastX, double mostX, double leastY, double mostY) {
    Curve curve = curves.get(index);
    String color = COLORS[index % COLORS.length];
    add(svg, "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"", color);
    for (EventFile.Scalar point : curve.points()) {
      if (Float.isFinite(point.value())) {
        add(svg, "%.1f,%.1f ", x(point.step(), leastX, mostX), y(point.value(), leastY, mostY));
      }
    }
    svg.append("\"/>\n");
    add(
        svg,
        "<text x=\"%d\" y=\"20\" fill=\"%s\">%s</text>%n",
        WIDTH / 2 + index * 180 - 60,
        color,
        escaped(curve.name()));
  }

  private double extreme(boolean ofX, boolean least) {
    return curves.stream()
        .flatMap(curve -> curve.points().stream())
        .mapToDouble(point -> ofX ? point.step() : point.value())
        .filter(Double::isFinite)
        .reduce(least ? Math::min : Math::max)
        .orElse(0);
  }

  private static double x(double value, double least, double most) {
    return LEFT + (value - least) / (most - least) * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double value, double least, double most) {
    return HEIGHT - BOTTOM - (value - least) / (most - least) * (HEIGHT - TOP - BOTTOM);
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
