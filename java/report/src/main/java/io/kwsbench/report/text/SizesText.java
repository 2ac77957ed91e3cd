package io.kwsbench.report.text;

import io.kwsbench.Printable;
import io.kwsbench.report.GraphSection;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorSpec;

/** {@code --show_sizes}: benchmark_model's listing of every node's output types and shapes. */
final class SizesText {
  private SizesText() {}

  static void appendTo(StringBuilder out, GraphSection graph) {
    out.append("============ Node output tensor sizes in run order ========\n");
    for (GraphSection.NodeOutputs node : graph.tensors()) {
      out.append(Printable.of(node.name())).append('\t').append(node.outputs().size());
      for (TensorSpec output : node.outputs()) {
        out.append('\t').append(output.dtype().label());
        shape(out, output.shape());
      }
      out.append('\n');
    }
    out.append('\n');
  }

  private static void shape(StringBuilder out, Shape shape) {
    if (!shape.hasRank()) {
      out.append("\t?");
      return;
    }
    out.append('\t').append(shape.rank());
    for (long dim : shape.dims()) {
      out.append('\t').append(dim < 0 ? "?" : Long.toString(dim));
    }
  }
}
