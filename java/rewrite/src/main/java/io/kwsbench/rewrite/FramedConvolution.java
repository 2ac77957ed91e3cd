package io.kwsbench.rewrite;

import io.kwsbench.rewrite.ConvWindow.Axis;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.PaddedWindow;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;
import java.util.Optional;

/**
 * A convolution over overlapping frames of samples, as one over the samples. With frames of {@code
 * k} samples every {@code s}, and a kernel of {@code f} frames, its kernel has {@code (f − 1) s +
 * k} taps; the weights of shared samples are added.
 *
 * @param samples {@code [batch, 1, length, channels]}
 * @param window along the samples
 * @param kernel {@code [taps, channels, output channels]}, row-major
 */
record FramedConvolution(Value samples, Axis window, float[] kernel) {
  /**
   * The convolution of a node over what {@code ExtractImagePatches} cuts out along one line.
   *
   * <p>Only where the convolution sees no padding frames: those are zeros, the samples there are
   * not.
   */
  static Optional<FramedConvolution> of(IrNode conv, List<Value> inputs) {
    Optional<ConvWindow> over = ConvWindow.of(conv).filter(ConvWindow::isUnpadded);
    boolean framed =
        over.isPresent()
            && over.get().y().size() == 1
            && inputs.get(0).isFrom("ExtractImagePatches")
            && ChannelLayout.isFloatConstant(inputs.get(1));
    return framed ? of(over.get().x(), inputs.get(0).node(), inputs.get(1)) : Optional.empty();
  }

  private static Optional<FramedConvolution> of(Axis over, IrNode patches, Value kernel) {
    int[] sizes = ChannelLayout.perAxis(patches.attrs(), "ksizes");
    int[] hops = ChannelLayout.perAxis(patches.attrs(), "strides");
    int[] rates = ChannelLayout.perAxis(patches.attrs(), "rates");
    Value samples = patches.input(0);
    String padding = patches.attrs().text("padding");
    boolean line = samples.dim(1) == 1 && sizes[1] == 1 && rates[2] == 1;
    if (!line || padding.equals("EXPLICIT")) {
      return Optional.empty();
    }
    boolean same = padding.equals("SAME");
    PaddedWindow frame = new PaddedWindow(sizes[2], hops[2], 1, same);
    int before = frame.paddingBefore(samples.dim(2));
    int hop = Math.multiplyExact(hops[2], over.dilation());
    int taps = Math.addExact(Math.multiplyExact(over.size() - 1, hop), sizes[2]);
    Axis window =
        new Axis(
            taps,
            Math.multiplyExact(hops[2], over.stride()),
            1,
            before,
            frame.padding(samples.dim(2)) - before);
    int row = samples.dim(3) * kernel.dim(3);
    return Optional.of(
        new FramedConvolution(
            samples, window, merged(kernel, taps * row, sizes[2] * row, hop * row)));
  }

  private static float[] merged(Value kernel, int length, int frame, int hop) {
    float[] weights = kernel.node().constant().toFloats();
    float[] merged = new float[length];
    for (int i = 0; i < weights.length; i++) {
      merged[i / frame * hop + i % frame] += weights[i];
    }
    return merged;
  }
}
