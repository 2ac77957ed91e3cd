package io.kwsbench.graph.flops;

import io.kwsbench.graph.flops.FlopRule.Call;
import io.kwsbench.graph.flops.FlopRule.UnknownShape;
import io.kwsbench.graph.shape.ElementwiseOp;
import io.kwsbench.tensor.RealFft;
import io.kwsbench.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules, by op; {@code docs/reference/flops.md} states them in words. */
final class FlopRules {
  private static final List<String> ONE_AN_ELEMENT = List.of("BiasAdd", "BiasAddV1", "DecodeWav");
  private static final List<String> TWO_AN_ELEMENT =
      List.of(
          "FusedBatchNorm",
          "FusedBatchNormV2",
          "FusedBatchNormV3",
          "BatchNormWithGlobalNormalization",
          "ClipByValue");

  private FlopRules() {}

  static Map<String, FlopRule> all() {
    Map<String, FlopRule> rules = new HashMap<>();
    for (ElementwiseOp op : ElementwiseOp.all()) {
      op.flops().ifPresent(n -> rules.put(op.name(), call -> n * call.elementsOut()));
    }
    ONE_AN_ELEMENT.forEach(op -> rules.put(op, Call::elementsOut));
    TWO_AN_ELEMENT.forEach(op -> rules.put(op, call -> 2 * call.elementsOut()));
    for (String op : List.of("Max", "Min", "Sum", "Prod", "ArgMax", "ArgMin")) {
      rules.put(op, call -> call.elementsIn(0));
    }
    rules.put("Mean", call -> Math.addExact(call.elementsIn(0), call.elementsOut()));
    rules.put("AddN", call -> (call.node().inputs().size() - 1L) * call.elementsOut());
    rules.put("Conv2D", FlopRules::convolution);
    rules.put("DepthwiseConv2dNative", FlopRules::depthwise);
    rules.put("MatMul", FlopRules::matMul);
    rules.put("BatchMatMul", FlopRules::batchMatMul);
    rules.put("BatchMatMulV2", FlopRules::batchMatMul);
    rules.put("BatchMatMulV3", FlopRules::batchMatMul);
    rules.put("MaxPool", FlopRules::pool);
    rules.put("AvgPool", FlopRules::pool);
    rules.put("AudioSpectrogram", FlopRules::spectrogram);
    rules.put("Mfcc", FlopRules::mfcc);
    rules.put("RFFT", FlopRules::rfft);
    rules.put("ComplexAbs", call -> 4 * call.elementsOut());
    return rules;
  }

  static long convolution(Call call) {
    Shape filter = filter(call);
    long taps = product(filter.dim(0), filter.dim(1), filter.dim(2));
    return product(2, taps, call.elementsOut());
  }

  static long depthwise(Call call) {
    Shape filter = filter(call);
    return product(2, product(filter.dim(0), filter.dim(1), 1), call.elementsOut());
  }

  private static Shape filter(Call call) {
    Shape filter = call.in(1);
    if (filter.rank() != 4) {
      throw new UnknownShape();
    }
    return filter;
  }

  static long matMul(Call call) {
    Shape a = call.in(0);
    if (a.rank() != 2) {
      throw new UnknownShape();
    }
    long k = a.dim(call.node().boolAttr("transpose_a", false) ? 0 : 1);
    return product(2, k, call.elementsOut());
  }

  private static long batchMatMul(Call call) {
    Shape a = call.in(0);
    if (a.rank() < 2) {
      throw new UnknownShape();
    }
    long k = a.dim(call.node().boolAttr("adj_x", false) ? -2 : -1);
    return product(2, k, call.elementsOut());
  }

  private static long pool(Call call) {
    long window = 1;
    for (long k : call.node().intsAttr("ksize")) {
      window = Math.multiplyExact(window, Math.max(1, k));
    }
    return product(1, window, call.elementsOut());
  }

  /** Window, real FFT (2.5 N log2 N), squared magnitude of every bin (3). */
  private static long spectrogram(Call call) {
    Shape out = call.out();
    long window = Math.max(1, call.node().intAttr("window_size", 1));
    long bins = out.dim(2);
    long frames = product(1, out.dim(0), out.dim(1));
    return product(1, frames, Math.addExact(window + 3 * bins, RealFft.flops(2 * (bins - 1))));
  }

  /** A root and two multiply-adds a bin, a logarithm a channel, the DCT's multiply-adds. */
  private static long mfcc(Call call) {
    Shape in = call.in(0);
    long channels = Math.max(1, call.node().intAttr("filterbank_channel_count", 40));
    long coefficients = call.out().dim(2);
    long frames = product(1, in.dim(0), in.dim(1));
    long perFrame = 5 * in.dim(2) + channels + product(2, channels, coefficients);
    return product(1, frames, perFrame);
  }

  private static long rfft(Call call) {
    Shape out = call.out();
    long bins = out.dim(-1);
    return bins < 1 ? 0 : product(1, call.elementsOut() / bins, RealFft.flops(2 * (bins - 1)));
  }

  private static long product(long a, long b, long c) {
    return Math.multiplyExact(a, Math.multiplyExact(b, c));
  }
}
