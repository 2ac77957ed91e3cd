package io.kwsbench.rewrite;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.PaddedWindow;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/**
 * Runs the first convolution over the samples themselves.
 *
 * <p>A convolution of overlapping frames is one of the samples: where frames overlap, their weights
 * add up. And a convolution of one channel with a stride is one of rows as long as the stride,
 * which are its channels. So neither patches are cut out nor is anything computed twice: the
 * samples, moved by the padding, are reshaped into rows, and a short kernel runs over those.
 */
final class SampleRows extends Rewrite {
  /** Largest accepted growth in multiplications: a kernel is filled up to whole rows. */
  private static final double MAX_WASTE = 1.35;

  private static final int SHORTEST_ROW = 4;

  /**
   * A convolution as one of samples.
   *
   * @param samples all of them, in any shape
   * @param start where the first window starts; below 0 by the padding
   * @param hop from window to window
   * @param kernel [window length, channels], row-major
   */
  private record Plan(Value samples, int start, int hop, float[] kernel, int window) {}

  @Override
  List<Value> replace(IrNode node, List<Value> inputs) {
    boolean fits =
        node.op().equals("Conv2D")
            && ChannelLayout.isPlainWindow(node)
            && ChannelLayout.isFloatConstant(inputs.get(1));
    if (!fits) {
      return null;
    }
    int[] strides = ChannelLayout.perAxis(node.attrs(), "strides");
    boolean same = node.attrs().text("padding").equals("SAME");
    Value x = inputs.get(0);
    Literal kernel = inputs.get(1).node().constant();
    if (x.dim(0) != 1 || x.dim(1) != 1 || kernel.dims()[0] != 1) {
      return null;
    }
    Plan plan =
        x.isFrom("ExtractImagePatches")
            ? FramedConvolution.of(node, inputs).map(SampleRows::ofFrames).orElse(null)
            : ofSamples(node, x, kernel, strides[2], same);
    return plan == null ? null : orNull(written(node, plan, kernel));
  }

  /** Frames of one channel, cut out of a row of samples, under a convolution without padding. */
  private static Plan ofFrames(FramedConvolution conv) {
    Value samples = conv.samples();
    ConvWindow.Axis window = conv.window();
    boolean row = samples.dim(0) == 1 && samples.dim(3) == 1;
    return row
        ? new Plan(samples, -window.before(), window.stride(), conv.kernel(), window.size())
        : null;
  }

  private Plan ofSamples(IrNode node, Value x, Literal kernel, int stride, boolean same) {
    int[] shape = kernel.dims();
    if (x.dim(3) != 1 || shape[2] != 1) {
      return null;
    }
    PaddedWindow window = new PaddedWindow(shape[1], stride, 1, same);
    return new Plan(x, -window.paddingBefore(x.dim(2)), stride, kernel.toFloats(), shape[1]);
  }

  private Value written(IrNode node, Plan plan, Literal before) {
    int rowsPerWindow = (int) (((long) plan.window() + plan.hop() - 1) / plan.hop());
    int channels = before.dims()[3];
    double work = (double) rowsPerWindow * plan.hop() * channels / before.size();
    if (plan.hop() < SHORTEST_ROW || work > MAX_WASTE) {
      return null;
    }
    int rows = node.output(0).dim(2) + rowsPerWindow - 1;
    float[] kernel = new float[rowsPerWindow * plan.hop() * channels];
    System.arraycopy(plan.kernel(), 0, kernel, 0, plan.kernel().length);
    Value weights =
        graph().constant("kernel", Literal.of(kernel, 1, rowsPerWindow, plan.hop(), channels));
    Value samples = moved(plan, rows * plan.hop());
    Value image = graph().arrays().reshape(samples, 1, 1, rows, plan.hop());
    return graph().nn().conv2d(image, weights, 1, 1, false);
  }

  /**
   * The samples from the first window's start on, zeros where there are none. What is too many is
   * cut off at the end, which costs TensorFlow no copy.
   */
  private Value moved(Plan plan, int length) {
    int count = plan.samples().size();
    int before = -plan.start();
    int after = Math.max(0, length - before - count);
    Value column = graph().arrays().reshape(Views.unshaped(plan.samples()), count);
    Value all =
        before + after == 0
            ? column
            : graph().arrays().pad(column, new int[] {before}, new int[] {after});
    return all.size() == length ? all : graph().arrays().slice(all, 0, 0, length);
  }
}
