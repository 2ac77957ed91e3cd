package io.kwsbench.chart;

import io.kwsbench.KwsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Supplier;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.Chart;

/** A drawn chart; an SVG holds its text as outlines, so that it looks the same everywhere. */
public final class Picture {
  private final Supplier<? extends Chart<?, ?>> chart;

  /**
   * @param chart makes the chart: each drawing changes one, so each takes a fresh one
   */
  Picture(Supplier<? extends Chart<?, ?>> chart) {
    this.chart = chart;
  }

  /**
   * @throws KwsException when it cannot be drawn: Java2D needs a font, and fontconfig to find it
   */
  public byte[] png() {
    return drawn(
        (made, out) -> BitmapEncoder.saveBitmap(made, out, BitmapEncoder.BitmapFormat.PNG));
  }

  /**
   * @throws KwsException as {@link #png}
   */
  public byte[] svg() {
    return drawn(
        (made, out) ->
            VectorGraphicsEncoder.saveVectorGraphic(made, out, VectorGraphicsFormat.SVG));
  }

  private interface Encoder {
    void encode(Chart<?, ?> chart, ByteArrayOutputStream out) throws IOException;
  }

  private byte[] drawn(Encoder encoder) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      encoder.encode(chart.get(), out);
    } catch (IOException | LinkageError | InternalError e) {
      throw new KwsException(
          "the chart cannot be drawn (Java2D needs fontconfig and a font): " + e.getMessage(), e);
    }
    return out.toByteArray();
  }
}
