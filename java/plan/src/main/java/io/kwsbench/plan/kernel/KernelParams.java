package io.kwsbench.plan.kernel;

import java.util.List;

/**
 * The parameters of a kernel: numbers in the order of the record's components ({@link
 * RecordLayout}), as in the struct of the native header that its Javadoc names.
 */
public sealed interface KernelParams
    permits Loop,
        Conv2d,
        FullyConnected,
        Matmul,
        Depthwise2d,
        DepthwisePointwise,
        Softmax,
        Pool2d,
        Reduce,
        ArgReduce,
        Unary,
        Binary,
        Chain,
        Copy,
        Fill,
        Gather,
        Select,
        Cast,
        Requantize,
        IntegerConv2d,
        IntegerDepthwise2d,
        ExtractPatches,
        DecodeWav,
        AudioSpectrogram,
        Mfcc,
        AudioMfcc,
        Lstm,
        Gru,
        Rnn {

  /** The kernel that they are for. */
  default Kernel kernel() {
    return Kernel.of(getClass());
  }

  /**
   * The floating-point operations of one execution of the step; docs/reference/flops.md defines
   * them. The engine counts the same.
   */
  double executedFlops();

  /** Their bytes in a plan file. */
  default byte[] toBytes() {
    return kernel().toBytes(this);
  }

  /** The product of the first of some dimensions. */
  static double product(int rank, List<Integer> dims) {
    return dims.stream()
        .limit(Math.max(0, rank))
        .mapToDouble(dim -> dim)
        .reduce(1, (a, b) -> a * b);
  }
}
