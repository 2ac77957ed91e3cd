package io.kwsbench.graph.shape;

import io.kwsbench.graph.Node;
import io.kwsbench.graph.Padding;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.RealFft;
import io.kwsbench.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** WAV decoding, spectra and MFCCs. */
final class AudioRules {
  private AudioRules() {}

  static Map<String, ShapeRule> rules() {
    Map<String, ShapeRule> rules = new HashMap<>();
    rules.put("ReadFile", call -> List.of(TensorInfo.of(DType.STRING, Shape.SCALAR)));
    rules.put("DecodeWav", AudioRules::decodeWav);
    rules.put("AudioSpectrogram", AudioRules::spectrogram);
    rules.put("Mfcc", AudioRules::mfcc);
    rules.put("RFFT", AudioRules::rfft);
    rules.put(
        "Complex",
        call ->
            List.of(
                TensorInfo.of(DType.COMPLEX64, Broadcast.of(call, call.shape(0), call.shape(1)))));
    rules.put("ComplexAbs", call -> List.of(call.in(0).withDtype(DType.FLOAT).withoutValue()));
    rules.put("Real", call -> List.of(call.in(0).withDtype(DType.FLOAT).withoutValue()));
    rules.put("Imag", call -> List.of(call.in(0).withDtype(DType.FLOAT).withoutValue()));
    return rules;
  }

  private static List<TensorInfo> decodeWav(OpCall call) {
    Node node = call.node();
    long samples = Math.max(-1, node.intAttr("desired_samples", -1));
    long channels = Math.max(-1, node.intAttr("desired_channels", -1));
    return List.of(
        TensorInfo.of(DType.FLOAT, Shape.of(samples, channels)),
        TensorInfo.of(DType.INT32, Shape.SCALAR));
  }

  /** {@code [samples, channels]} to {@code [channels, frames, bins]}. */
  private static List<TensorInfo> spectrogram(OpCall call) {
    Shape in = call.ranked(0, 2);
    long window = call.node().intAttr("window_size", 0);
    long stride = call.node().intAttr("stride", 0);
    if (window < 2 || stride < 1 || window > 1 << 24) {
      throw call.bad("a window of " + window + " by " + stride);
    }
    long samples = in.dim(0);
    long frames = samples < 0 ? -1 : Padding.VALID.windows(samples, window, stride);
    long bins = RealFft.bins(window);
    return List.of(TensorInfo.of(DType.FLOAT, Shape.of(in.dim(1), frames, bins)));
  }

  private static List<TensorInfo> mfcc(OpCall call) {
    Shape in = call.ranked(0, 3);
    long coefficients = call.node().intAttr("dct_coefficient_count", 13);
    if (coefficients < 1 || coefficients > 1 << 16) {
      throw call.bad(coefficients + " coefficients");
    }
    return List.of(TensorInfo.of(DType.FLOAT, Shape.of(in.dim(0), in.dim(1), coefficients)));
  }

  private static List<TensorInfo> rfft(OpCall call) {
    Shape in = call.shape(0);
    Optional<Long> length = call.scalar(1);
    if (!in.hasRank() || in.rank() < 1) {
      return List.of(TensorInfo.of(DType.COMPLEX64, in));
    }
    if (length.isPresent() && (length.get() < 1 || length.get() > 1 << 24)) {
      throw call.bad("a transform of " + length.get());
    }
    long[] dims = in.dims();
    dims[dims.length - 1] = length.map(n -> n / 2 + 1).orElse(-1L);
    return List.of(TensorInfo.of(DType.COMPLEX64, Shape.of(dims)));
  }
}
