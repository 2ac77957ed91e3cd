package io.kwsbench.lower;

import io.kwsbench.audio.KeywordClip;
import io.kwsbench.graph.Node;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** WAV decoding, spectra, MFCCs. */
final class AudioLowering {
  private static final long MAX_ELEMENTS = 1 << 27;

  private AudioLowering() {}

  static Map<String, OpLowering> all() {
    Map<String, OpLowering> all = new HashMap<>();
    // the session reads the file and feeds its bytes
    all.put("ReadFile", call -> List.of(call.in(0)));
    all.put("DecodeWav", AudioLowering::decodeWav);
    all.put("AudioSpectrogram", AudioLowering::spectrogram);
    all.put("Mfcc", AudioLowering::mfcc);
    return all;
  }

  /** As many samples and channels as the file has are those of a clip of speech. */
  private static List<Tensor> decodeWav(LowerCall call) {
    Shape asked = call.shape(0);
    boolean exactSamples = asked.dim(0) < 0;
    boolean exactChannels = asked.dim(1) < 0;
    Shape shape =
        Shape.of(
            exactSamples ? KeywordClip.SAMPLES : asked.dim(0), exactChannels ? 1 : asked.dim(1));
    call.require(shape.elements().orElse(MAX_ELEMENTS) < MAX_ELEMENTS, "makes " + shape);
    Tensor samples = Tensor.of(call.node().name(), DType.FLOAT, shape);
    Tensor rate = Tensor.of(call.node().name() + ":1", DType.INT32, Shape.SCALAR);
    OpKind kind =
        new OpKind.DecodeWav(
            Math.toIntExact(shape.dim(0)),
            Math.toIntExact(shape.dim(1)),
            exactSamples,
            exactChannels);
    List<String> nodes = List.of(call.node().name());
    call.ops().add(new Op(kind, List.of(call.in(0)), List.of(samples, rate), nodes));
    return List.of(samples, rate);
  }

  private static List<Tensor> spectrogram(LowerCall call) {
    Node node = call.node();
    call.requireFloat(0);
    OpKind kind =
        new OpKind.Spectrogram(
            Math.toIntExact(node.intAttr("window_size", 0)),
            Math.toIntExact(node.intAttr("stride", 0)),
            node.boolAttr("magnitude_squared", false));
    return call.emit(kind, call.in(0));
  }

  private static List<Tensor> mfcc(LowerCall call) {
    Node node = call.node();
    call.requireFloat(0);
    call.require(call.in(1).dtype() == DType.INT32, "its rate is no int32");
    OpKind kind =
        new OpKind.Mfcc(
            (float) node.realAttr("upper_frequency_limit", 4000),
            (float) node.realAttr("lower_frequency_limit", 20),
            Math.toIntExact(node.intAttr("filterbank_channel_count", 40)),
            Math.toIntExact(node.intAttr("dct_coefficient_count", 13)));
    return call.emit(kind, call.in(0), call.in(1));
  }
}
