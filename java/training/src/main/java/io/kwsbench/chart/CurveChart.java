package io.kwsbench.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves over a common axis. */
public final class CurveChart {
  /** Okabe and Ito's colors, which color-blind people can distinguish. */
  private static final Color[] COLORS = {
    new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73), new Color(0xcc79a7)
  };

  private static final int WIDTH = 900;
  private static final int HEIGHT = 480;

  private final String title;
  private final String xTitle;
  private final String yTitle;
  private final List<Curve> curves = new ArrayList<>();
  private boolean marked;
  private boolean logarithmic;

  /** A curve's finite points. */
  private record Curve(String name, List<Double> x, List<Double> y) {}

  public CurveChart(String title, String xTitle, String yTitle) {
    this.title = title;
    this.xTitle = xTitle;
    this.yTitle = yTitle;
  }

  /** Marks every point. */
  public CurveChart marked() {
    marked = true;
    return this;
  }

  /** Lets the y axis grow by factors; values that are not above 0 are left out. */
  public CurveChart logarithmic() {
    logarithmic = true;
    return this;
  }

  /** Adds a curve; points that are not finite are left out, and a curve without any. */
  public CurveChart add(String name, double[] x, double[] y) {
    List<Double> keptX = new ArrayList<>();
    List<Double> keptY = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(x[i]) && Double.isFinite(y[i]) && (!logarithmic || y[i] > 0)) {
        keptX.add(x[i]);
        keptY.add(y[i]);
      }
    }
    if (!keptX.isEmpty()) {
      curves.add(new Curve(name, keptX, keptY));
    }
    return this;
  }

  public boolean isEmpty() {
    return curves.isEmpty();
  }

  public Picture picture() {
    return new Picture(this::chart);
  }

  private XYChart chart() {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    var style = chart.getStyler();
    ChartLook.apply(style);
    style.setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
    style.setLegendVisible(curves.size() > 1);
    style.setYAxisLogarithmic(logarithmic && spansDecades());
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      Marker marker = marked || curve.x().size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE;
      XYSeries series = chart.addSeries(curve.name(), curve.x(), curve.y());
      series.setLineColor(COLORS[i % COLORS.length]).setLineWidth(2f);
      series.setMarker(marker).setMarkerColor(COLORS[i % COLORS.length]);
    }
    return chart;
  }

  /** A logarithmic axis of less than a decade would have no ticks. */
  private boolean spansDecades() {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (Curve curve : curves) {
      for (double y : curve.y()) {
        least = Math.min(least, y);
        most = Math.max(most, y);
      }
    }
    return most >= least * 10;
  }
}
