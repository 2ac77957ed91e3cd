package io.kwsbench.compile.emit;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Program;
import io.kwsbench.program.Tensor;
import java.util.HashSet;
import java.util.Set;

/** Which tensors of a program hold its samples, or other numbers that a caller gives. */
final class Samples {
  private Samples() {}

  /** What is fed, and what follows from it without a layer or a front end's spectrum between. */
  static Set<Tensor> of(Program program) {
    Set<Tensor> samples = new HashSet<>(program.feeds().values());
    for (Op op : program.flattened()) {
      if (!makesFeatures(op.kind()) && op.inputs().stream().anyMatch(samples::contains)) {
        samples.addAll(op.outputs());
      }
    }
    samples.remove(Tensor.NONE);
    return samples;
  }

  private static boolean makesFeatures(OpKind kind) {
    return kind instanceof OpKind.Conv
        || kind instanceof OpKind.Dense
        || kind instanceof OpKind.MatMul
        || kind instanceof OpKind.Depthwise
        || kind instanceof OpKind.DepthwisePointwise
        || kind instanceof OpKind.IntegerConv
        || kind instanceof OpKind.IntegerDepthwise
        || kind instanceof OpKind.Lstm
        || kind instanceof OpKind.Gru
        || kind instanceof OpKind.Rnn
        || kind instanceof OpKind.Spectrogram
        || kind instanceof OpKind.AudioMfcc
        || kind instanceof OpKind.Loop;
  }
}
