package io.kwsbench.chart;

import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/**
 * A table of counts as a picture: the darker a cell, the larger its count; cells with any show how
 * many.
 *
 * @param title above it
 * @param labels of rows and columns
 * @param counts {@code [actual][predicted]}
 */
public record CountsChart(String title, List<String> labels, int[][] counts) {
  private static final int CELL = 38;
  private static final int MARGIN = 190;

  public CountsChart {
    labels = List.copyOf(labels);
  }

  public Picture picture() {
    return new Picture(this::chart);
  }

  private HeatMapChart chart() {
    int side = Math.max(480, labels.size() * CELL + MARGIN);
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(side)
            .height(side)
            .title(title)
            .xAxisTitle("taken for")
            .yAxisTitle("spoken")
            .build();
    var style = chart.getStyler();
    ChartLook.apply(style);
    style.setXAxisLabelRotation(90).setLegendVisible(false);
    style.setShowValue(true);
    style.setPlotContentSize(1);
    style.setRangeColors(
        new Color[] {new Color(0xdeebf7), new Color(0x9ecae1), new Color(0x4292c6)});
    style.setValueFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    style.setMin(0).setMax(largestRow());
    chart.addSeries("counts", labels, reversed(), cells());
    return chart;
  }

  private double largestRow() {
    return Arrays.stream(counts).mapToInt(row -> Arrays.stream(row).sum()).max().orElse(1);
  }

  /** Rows run upwards in a chart, and downwards in a table. */
  private List<String> reversed() {
    List<String> rows = new ArrayList<>(labels);
    Collections.reverse(rows);
    return rows;
  }

  private List<Number[]> cells() {
    List<Number[]> cells = new ArrayList<>();
    int size = labels.size();
    for (int actual = 0; actual < size; actual++) {
      for (int predicted = 0; predicted < size; predicted++) {
        if (counts[actual][predicted] > 0) {
          cells.add(new Number[] {predicted, size - 1 - actual, counts[actual][predicted]});
        }
      }
    }
    return cells;
  }
}
