package io.kwsbench.rewrite;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Padding;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.RealFft;
import java.util.List;

/** The spectra that {@code abs(tf.signal.stft(…))} gives, by TensorFlow's AudioSpectrogram. */
public final class SignalSpectrum {
  private SignalSpectrum() {}

  /**
   * Appends it.
   *
   * <p>Windows of even length are the same in both. Those of odd length are symmetric in {@code
   * tf.signal} and periodic in AudioSpectrogram: there a symmetric window is the periodic one of a
   * sample less, and a last sample that counts nothing.
   *
   * @param audio the samples, [samples, 1]
   * @param window samples of a frame
   * @param stride samples from frame to frame
   * @param squared whether powers are wanted, otherwise magnitudes
   * @return [1, frames, bins]
   * @throws KwsException when the window is odd and without its last sample has another transform
   */
  public static Value append(
      IrBuilder graph, Value audio, int window, int stride, boolean squared) {
    int frames = (int) Padding.VALID.windows(audio.dim(0), window, stride);
    int bins = (int) RealFft.bins(window);
    int even = window - window % 2;
    if (RealFft.bins(even) != bins) {
      throw new KwsException(
          "features: windows of "
              + window
              + " samples: the symmetric window of that length is none of a graph's operations");
    }
    int used = (frames - 1) * stride + even;
    boolean surplus = Padding.VALID.windows(audio.dim(0), even, stride) > frames;
    Value heard = surplus ? graph.arrays().slice(audio, 0, 0, used) : audio;
    Attrs attrs =
        Attrs.NONE
            .integer("window_size", even)
            .integer("stride", stride)
            .flag("magnitude_squared", squared);
    return graph.add("AudioSpectrogram", List.of(heard), attrs, 1, frames, bins);
  }
}
