package io.kwsbench.compile.pass;

import io.kwsbench.graph.Literal;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.SlidingWindow;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * Fuses overlapping frames of a waveform (ExtractImagePatches) and the convolution over them into
 * one convolution over the waveform. With frames of {@code k} samples every {@code s}, and a kernel
 * of {@code f} frames, its kernel has {@code (f − 1) s + k} taps; the weights of shared samples are
 * added.
 *
 * <p>Only where the convolution sees no padding frames: those are zeros, the samples there are not.
 */
final class FusePatches implements Rule {
  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    if (!(op.kind() instanceof OpKind.Conv conv) || !conv.win().isUnpadded()) {
      return Optional.empty();
    }
    return uses.maker(op.in(0), OpKind.ExtractPatches.class)
        .filter(patches -> fits((OpKind.ExtractPatches) patches.kind(), conv))
        .map(patches -> fuse(patches, (OpKind.ExtractPatches) patches.kind(), op, conv));
  }

  /** Along a line: one row of single samples, or of channels side by side. */
  private static boolean fits(OpKind.ExtractPatches patches, OpKind.Conv conv) {
    SlidingWindow frames = patches.win();
    SlidingWindow win = conv.win();
    return frames.inH() == 1
        && frames.kernelH() == 1
        && frames.dilationW() == 1
        && win.inH() == 1
        && win.kernelH() == 1
        && win.inW() == frames.outW()
        && conv.inC() == frames.kernelW() * patches.channels()
        && win.batch() == frames.batch();
  }

  private static Rewrite fuse(Op patches, OpKind.ExtractPatches extract, Op op, OpKind.Conv conv) {
    SlidingWindow frames = extract.win();
    SlidingWindow win = conv.win();
    int hop = frames.strideW() * win.dilationW();
    int taps = (win.kernelW() - 1) * hop + frames.kernelW();
    int channels = extract.channels();
    float[] weights = new float[taps * channels * conv.outC()];
    Literal from = op.in(1).value().orElseThrow();
    int frame = frames.kernelW() * channels * conv.outC();
    for (int f = 0; f < win.kernelW(); f++) {
      int at = f * hop * channels * conv.outC();
      for (int i = 0; i < frame; i++) {
        weights[at + i] += (float) from.real(f * frame + i);
      }
    }
    SlidingWindow fused =
        new SlidingWindow(
            win.batch(),
            1,
            frames.inW(),
            1,
            win.outW(),
            1,
            taps,
            1,
            frames.strideW() * win.strideW(),
            1,
            1,
            0,
            frames.padLeft());
    Tensor kernel =
        Tensor.floats(op.in(1).name(), Shape.of(1, taps, channels, conv.outC()), weights);
    Op rewritten = op.withInput(0, patches.in(0)).withInput(1, kernel);
    OpKind kind = new OpKind.Conv(fused, channels, conv.outC(), conv.act());
    return new Rewrite(List.of(patches.fused(kind, rewritten.inputs(), op)), List.of());
  }
}
