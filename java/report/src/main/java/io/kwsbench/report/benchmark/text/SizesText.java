package io.kwsbench.report.benchmark.text;

import io.kwsbench.Printable;
import io.kwsbench.report.Section;
import io.kwsbench.report.benchmark.GraphSection;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/** benchmark_model's listing of every node's output types and shapes. */
final class SizesText {
  private SizesText() {}

  static void add(List<Section> sections, GraphSection graph) {
    List<String> lines = new ArrayList<>();
    lines.add("============ Node output tensor sizes in run order ========");
    for (GraphSection.NodeOutputs node : graph.tensors()) {
      StringBuilder line = new StringBuilder(Printable.of(node.name()));
      line.append('\t').append(node.outputs().size());
      for (TensorSpec output : node.outputs()) {
        line.append('\t').append(output.dtype().label());
        shape(line, output.shape());
      }
      lines.add(line.toString());
    }
    sections.add(new Section.Prose(lines));
    sections.add(Section.GAP);
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
