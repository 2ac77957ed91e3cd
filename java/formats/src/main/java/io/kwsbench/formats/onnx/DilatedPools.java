package io.kwsbench.formats.onnx;

import io.kwsbench.rewrite.ir.AxisSlice;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.PaddedWindow;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Pools whose windows leave elements out, which TensorFlow's cannot: for each element of a window a
 * slice of the image, and their maximum or average.
 */
final class DilatedPools {
  /** Elements of a window: so many nodes it takes. */
  private static final int MOST = 256;

  private DilatedPools() {}

  /**
   * Pools.
   *
   * @param op {@code MaxPool} or {@code AvgPool}
   * @param image with its padding
   */
  static Value of(OnnxCall call, String op, Value image, Windows windows) {
    long count = (long) windows.size()[0] * windows.size()[1];
    if (count > MOST) {
      throw call.error("is dilated with windows of more than " + MOST + " elements");
    }
    List<Value> elements = elements(call.graph(), image, windows);
    MathOps math = call.math();
    if (op.equals("MaxPool")) {
      return elements.stream().reduce((a, b) -> math.binary("Maximum", a, b)).orElseThrow();
    }
    return math.mul(elements.stream().reduce(math::add).orElseThrow(), 1f / count);
  }

  private static List<Value> elements(IrBuilder graph, Value image, Windows windows) {
    PaddedWindow rows = windows.along(0, false);
    PaddedWindow columns = windows.along(1, false);
    List<Value> elements = new ArrayList<>();
    for (int y = 0; y < rows.size(); y++) {
      for (int x = 0; x < columns.size(); x++) {
        AxisSlice along = element(rows, image.dim(1), y);
        AxisSlice across = element(columns, image.dim(2), x);
        elements.add(graph.arrays().slice(image, List.of(whole(), along, across)));
      }
    }
    return elements;
  }

  private static AxisSlice whole() {
    return new AxisSlice.Range(OptionalInt.empty(), OptionalInt.empty(), 1);
  }

  /** The same element of all windows along an axis. */
  private static AxisSlice element(PaddedWindow window, int length, int index) {
    int begin = index * window.dilation();
    int end = begin + (window.outputs(length) - 1) * window.stride() + 1;
    return new AxisSlice.Range(OptionalInt.of(begin), OptionalInt.of(end), window.stride());
  }
}
