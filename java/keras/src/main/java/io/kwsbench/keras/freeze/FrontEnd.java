package io.kwsbench.keras.freeze;

import io.kwsbench.audio.FeatureExtractor;
import io.kwsbench.audio.FeatureSettings;
import io.kwsbench.graph.Literal;
import io.kwsbench.keras.features.ClipFeatures;
import io.kwsbench.rewrite.SignalSpectrum;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A front end in the graph. {@code AudioSpectrogram} computes spectra with the magnitudes of {@code
 * tf.contrib.signal}; two products with the training front end's constants compute coefficients.
 */
final class FrontEnd {
  /**
   * The offset before the logarithm, as in {@code tf.contrib.signal} examples and the 2017 entry.
   */
  private static final float LOG_OFFSET = 1e-6f;

  private FrontEnd() {}

  /**
   * Appends it.
   *
   * @param audio the samples, [samples, 1]
   * @return one value for each of the model's inputs: frames, if any, then samples, if any
   * @throws io.kwsbench.KwsException when a graph cannot compute them
   */
  static List<Value> append(IrBuilder graph, Value audio, ClipFeatures features) {
    List<Value> inputs = new ArrayList<>();
    if (features.settings().isPresent()) {
      inputs.add(graph.in("features", () -> frames(graph, audio, features)));
    }
    if (features.mode().hasSamples()) {
      inputs.add(audio);
    }
    return inputs;
  }

  private static Value frames(IrBuilder graph, Value audio, ClipFeatures features) {
    FeatureSettings settings = features.settings().orElseThrow();
    FeatureSettings.Frames cut = settings.frames();
    Value spectrum = SignalSpectrum.append(graph, audio, cut.window(), cut.stride(), false);
    return settings.kind() == FeatureSettings.Kind.MAGNITUDE
        ? spectrum
        : coefficients(graph, spectrum, settings);
  }

  private static Value coefficients(IrBuilder graph, Value spectrum, FeatureSettings settings) {
    FeatureExtractor.Matrices matrices;
    try (FeatureExtractor extractor = FeatureExtractor.of(settings)) {
      matrices = extractor.matrices();
    }
    int bands = settings.cepstrum().bands();
    int kept = settings.cepstrum().coefficients();
    Value mel = graph.constant("mel", Literal.of(matrices.mel(), settings.bins(), bands));
    Value dct = graph.constant("dct", Literal.of(matrices.dct(), bands, kept));
    Value bandEnergies =
        graph.math().matMul(graph.arrays().reshape(spectrum, -1, settings.bins()), mel);
    Value logs = graph.math().unary("Log", graph.math().add(bandEnergies, LOG_OFFSET));
    return graph.math().matMul(logs, dct);
  }
}
