package io.kwsbench.formats.frontend;

import io.kwsbench.audio.FeatureExtractor;
import io.kwsbench.audio.FeatureSettings;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.audio.SampleScale;
import io.kwsbench.formats.shared.Margins;
import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.SignalSpectrum;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.RealFft;
import java.util.List;

/** The nodes of a front end. */
final class FrontEndNodes {
  /** A step of 16-bit samples: the least that a peak counts, so that silence stays silence. */
  private static final float LEAST_PEAK = 1 / SampleScale.DECODE_WAV.fullScale();

  private final IrBuilder graph;
  private final FrontEndSettings settings;

  FrontEndNodes(IrBuilder graph, FrontEndSettings settings) {
    this.graph = graph;
    this.settings = settings;
  }

  /**
   * Appends them.
   *
   * @param audio [samples, 1]
   * @return [frames, values of a frame]
   */
  Value append(Value audio) {
    Value heard = centered(leveled(audio));
    Value values = settings.filters().audioOps() ? cepstrum(heard) : signal(heard);
    Value rows = graph.arrays().reshape(values, settings.frames().count(), settings.columns());
    return normalized(rows);
  }

  private Value leveled(Value audio) {
    FrontEndSettings.Levels levels = settings.levels();
    Value samples = audio;
    if (levels.peak()) {
      Value peak = graph.math().reduce("Max", samples, true, 0, 1);
      samples =
          graph.math().div(samples, graph.math().binary("Maximum", peak, graph.scalar(LEAST_PEAK)));
    }
    return levels.gain() == 1 ? samples : graph.math().mul(samples, levels.gain());
  }

  private Value centered(Value audio) {
    int[] edge = {settings.frames().window() / 2, 0};
    return switch (settings.frames().edges()) {
      case NONE -> audio;
      case ZEROS -> graph.arrays().pad(audio, edge, edge);
      case REFLECT -> Margins.mirrored(graph, audio, edge, edge, false);
    };
  }

  private Value cepstrum(Value audio) {
    FrontEndSettings.Frames frames = settings.frames();
    FrontEndSettings.Filters filters = settings.filters();
    Attrs cut =
        Attrs.NONE
            .integer("window_size", frames.window())
            .integer("stride", frames.hop())
            .flag("magnitude_squared", true);
    int bins = (int) RealFft.bins(frames.window());
    Value spectrum = graph.add("AudioSpectrogram", List.of(audio), cut, 1, frames.count(), bins);
    Attrs attrs =
        Attrs.NONE
            .real("upper_frequency_limit", filters.upperHertz())
            .real("lower_frequency_limit", filters.lowerHertz())
            .integer("filterbank_channel_count", filters.bands())
            .integer("dct_coefficient_count", filters.coefficients());
    Value rate = graph.constant("sample_rate", Literal.ofInt(KeywordClip.SAMPLE_RATE));
    return graph.add(
        "Mfcc", List.of(spectrum, rate), attrs, 1, frames.count(), filters.coefficients());
  }

  private Value signal(Value audio) {
    FrontEndSettings.Frames frames = settings.frames();
    FrontEndSettings.Filters filters = settings.filters();
    Value spectrum =
        SignalSpectrum.append(graph, audio, frames.window(), frames.hop(), filters.squared());
    if (settings.kind() == FrontEndSettings.Kind.SPECTROGRAM) {
      return spectrum;
    }
    int bins = (int) RealFft.bins(frames.window());
    int bands = filters.bands();
    Value mel = graph.constant("mel", Literal.of(mel(), bins, bands));
    Value energies = graph.math().matMul(graph.arrays().reshape(spectrum, -1, bins), mel);
    Value logs = graph.math().unary("Log", graph.math().add(energies, filters.offset()));
    if (settings.kind() == FrontEndSettings.Kind.LOG_MEL) {
      return logs;
    }
    int kept = filters.coefficients();
    return graph.math().matMul(logs, graph.constant("dct", Literal.of(dct(), bands, kept)));
  }

  /** The filters of the training front end: those of tf.signal. */
  private float[] mel() {
    FrontEndSettings.Frames frames = settings.frames();
    FrontEndSettings.Filters filters = settings.filters();
    FeatureSettings same =
        FeatureSettings.contribMfcc(
            new FeatureSettings.Frames(frames.padded(), frames.window(), frames.hop()),
            new FeatureSettings.Cepstrum(
                KeywordClip.SAMPLE_RATE,
                filters.lowerHertz(),
                filters.upperHertz(),
                filters.bands(),
                1));
    try (FeatureExtractor extractor = FeatureExtractor.of(same)) {
      return extractor.matrices().mel();
    }
  }

  /** The exact DCT-II: that of TensorFlow 1.4, on which a training front end insists, drifts. */
  private float[] dct() {
    int bands = settings.filters().bands();
    int kept = settings.filters().coefficients();
    float[] matrix = new float[bands * kept];
    for (int band = 0; band < bands; band++) {
      for (int k = 0; k < kept; k++) {
        double scale = Math.sqrt((settings.filters().orthonormal() && k == 0 ? 1.0 : 2.0) / bands);
        matrix[band * kept + k] = (float) (scale * Math.cos(Math.PI * k * (band + 0.5) / bands));
      }
    }
    return matrix;
  }

  private Value normalized(Value rows) {
    FrontEndSettings.Levels levels = settings.levels();
    Value centered =
        levels.mean() == 0 ? rows : graph.math().sub(rows, graph.scalar(levels.mean()));
    return levels.std() == 1 ? centered : graph.math().div(centered, graph.scalar(levels.std()));
  }
}
