package io.kwsbench.rewrite;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ConvWindow.Axis;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;
import java.util.Optional;

/** Runs a convolution over overlapping frames of a waveform over the waveform itself. */
final class Frames extends Rewrite {
  @Override
  List<Value> replace(IrNode node, List<Value> inputs) {
    Optional<FramedConvolution> framed =
        node.op().equals("Conv2D") ? FramedConvolution.of(node, inputs) : Optional.empty();
    return framed.map(conv -> orNull(convolved(node, inputs, conv))).orElse(null);
  }

  private Value convolved(IrNode node, List<Value> inputs, FramedConvolution conv) {
    int channels = conv.samples().dim(3);
    int[] shape = {1, conv.window().size(), channels, node.output(0).dim(3)};
    Value kernel = graph().constant("kernel", Literal.of(conv.kernel(), shape));
    graph().absorb(inputs.get(0).node());
    Value over =
        new ConvWindow(Axis.ONE, conv.window()).over(graph(), node, conv.samples(), kernel);
    return over.hasShape(node.output(0).shape()) ? over : null;
  }
}
