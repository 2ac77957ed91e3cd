package io.kwsbench.formats.shared;

import io.kwsbench.graph.Attrs;
import io.kwsbench.rewrite.ir.AxisSlice;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Elements that are taken out of a tensor. */
public final class Picks {
  private Picks() {}

  /** The elements of an axis at the indices, which are counted from the front. */
  public static Value gathered(IrBuilder graph, Value data, int axis, Value indices) {
    Attrs attrs =
        Attrs.NONE
            .type("Tparams", data.type())
            .type("Tindices", DType.INT32)
            .type("Taxis", DType.INT32);
    List<Value> inputs = List.of(data, indices, graph.integer(axis));
    int[] shape = gathered(data.shape(), axis, indices.shape());
    Dims.elements(shape);
    return graph.add("GatherV2", data.type(), inputs, attrs, shape);
  }

  /** The shape of what {@code indices} take: theirs in place of the axis. */
  public static int[] gathered(int[] data, int axis, int[] indices) {
    IntStream before = Arrays.stream(data, 0, axis);
    IntStream after = Arrays.stream(data, axis + 1, data.length);
    return IntStream.concat(IntStream.concat(before, Arrays.stream(indices)), after).toArray();
  }

  /** Every so many rows and columns of an image, from the first on. */
  public static Value strided(IrBuilder graph, Value image, int rows, int columns) {
    if (rows == 1 && columns == 1) {
      return image;
    }
    List<AxisSlice> slices = new ArrayList<>();
    for (int step : new int[] {1, rows, columns, 1}) {
      slices.add(new AxisSlice.Range(OptionalInt.empty(), OptionalInt.empty(), step));
    }
    return graph.arrays().slice(image, slices);
  }
}
