package io.kwsbench.formats.tflite;

import com.google.flatbuffers.ArrayReadWriteBuf;
import com.google.flatbuffers.FlexBuffers;
import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.graph.Padding;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.RealFft;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** The custom operators of TensorFlow's audio front end, whose parameters are a FlexBuffer. */
final class AudioOps {
  private AudioOps() {}

  static Map<String, TfliteOp> all() {
    return Map.of("AudioSpectrogram", AudioOps::spectrogram, "Mfcc", AudioOps::mfcc);
  }

  private static FlexBuffers.Map options(TfliteCall call) {
    try {
      ByteBuffer custom = call.operator().custom();
      byte[] bytes = new byte[custom.limit()];
      custom.duplicate().get(bytes);
      return FlexBuffers.getRoot(new ArrayReadWriteBuf(bytes, bytes.length)).asMap();
    } catch (RuntimeException e) {
      throw call.error("has damaged parameters");
    }
  }

  private static FlexBuffers.Reference option(TfliteCall call, FlexBuffers.Map map, String name) {
    FlexBuffers.Reference value = map.get(name);
    if (value.isNull()) {
      throw call.error("lacks its parameter " + name);
    }
    return value;
  }

  private static List<Value> spectrogram(TfliteCall call) {
    Value samples = call.in(0);
    FlexBuffers.Map map = options(call);
    int window = option(call, map, "window_size").asInt();
    int stride = option(call, map, "stride").asInt();
    boolean squared = option(call, map, "magnitude_squared").asBoolean();
    if (samples.rank() != 2 || window < 2 || stride < 1 || samples.dim(0) < window) {
      throw call.error("has windows of " + window + " samples, " + stride + " apart");
    }
    if (window > 1 << 16) {
      throw call.error("has windows of " + window + " samples");
    }
    int frames = Math.toIntExact(Padding.VALID.windows(samples.dim(0), window, stride));
    int bins = Math.toIntExact(RealFft.bins(window));
    Attrs attrs =
        Attrs.NONE
            .integer("window_size", window)
            .integer("stride", stride)
            .flag("magnitude_squared", squared);
    return List.of(
        call.graph()
            .add("AudioSpectrogram", List.of(samples), attrs, samples.dim(1), frames, bins));
  }

  private static List<Value> mfcc(TfliteCall call) {
    Value spectrogram = call.in(0);
    FlexBuffers.Map map = options(call);
    int count = option(call, map, "dct_coefficient_count").asInt();
    int channels = option(call, map, "filterbank_channel_count").asInt();
    if (spectrogram.rank() != 3 || count < 1 || channels < count || channels > 1 << 12) {
      throw call.error("has " + count + " coefficients of " + channels + " channels");
    }
    Value rate = call.graph().constant("sample_rate", Literal.ofInt(call.integer(1)));
    Attrs attrs =
        Attrs.NONE
            .real("upper_frequency_limit", limit(call, map, "upper_frequency_limit"))
            .real("lower_frequency_limit", limit(call, map, "lower_frequency_limit"))
            .integer("filterbank_channel_count", channels)
            .integer("dct_coefficient_count", count);
    return List.of(
        call.graph()
            .add(
                "Mfcc",
                List.of(spectrogram, rate),
                attrs,
                spectrogram.dim(0),
                spectrogram.dim(1),
                count));
  }

  private static float limit(TfliteCall call, FlexBuffers.Map map, String name) {
    return (float) option(call, map, name).asFloat();
  }
}
