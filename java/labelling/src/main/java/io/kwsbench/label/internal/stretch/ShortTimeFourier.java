package io.kwsbench.label.internal.stretch;

import java.util.Arrays;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * The short-time Fourier transform and its inverse, as librosa has them: periodic Hann windows of
 * 2048 samples, 512 apart, centered on their time, the signal mirrored at both ends.
 *
 * <p>Made for changing sounds; features for models come from the native front end. Source: {@code
 * librosa.core.stft} and {@code istft}, version 0.5. Immutable and thread-safe.
 */
final class ShortTimeFourier {
  static final int WINDOW = 2048;
  static final int HOP = WINDOW / 4;
  static final int BINS = WINDOW / 2 + 1;

  private static final double[] HANN = hann();

  /** A frame: real and imaginary parts of its {@link #BINS} bins. */
  record Spectrum(double[] re, double[] im) {}

  /** The frames of a signal: {@code 1 + samples / 512} of them. */
  Spectrum[] forward(float[] samples) {
    Spectrum[] frames = new Spectrum[1 + samples.length / HOP];
    for (int frame = 0; frame < frames.length; frame++) {
      double[][] values = new double[2][WINDOW];
      for (int i = 0; i < WINDOW; i++) {
        values[0][i] = HANN[i] * samples[mirror(frame * HOP + i - WINDOW / 2, samples.length)];
      }
      FastFourierTransformer.transformInPlace(
          values, DftNormalization.STANDARD, TransformType.FORWARD);
      frames[frame] = new Spectrum(Arrays.copyOf(values[0], BINS), Arrays.copyOf(values[1], BINS));
    }
    return frames;
  }

  /** The signal whose frames come closest to these: {@code 512 × (frames - 1)} samples. */
  float[] inverse(Spectrum[] frames) {
    double[] sum = new double[WINDOW + HOP * (frames.length - 1)];
    double[] weight = new double[sum.length];
    for (int frame = 0; frame < frames.length; frame++) {
      double[][] values = mirrored(frames[frame]);
      FastFourierTransformer.transformInPlace(
          values, DftNormalization.STANDARD, TransformType.INVERSE);
      for (int i = 0; i < WINDOW; i++) {
        sum[frame * HOP + i] += HANN[i] * values[0][i];
        weight[frame * HOP + i] += HANN[i] * HANN[i];
      }
    }
    float[] samples = new float[sum.length - WINDOW];
    for (int i = 0; i < samples.length; i++) {
      int at = i + WINDOW / 2;
      samples[i] = (float) (weight[at] > Float.MIN_NORMAL ? sum[at] / weight[at] : sum[at]);
    }
    return samples;
  }

  /**
   * All {@link #WINDOW} bins of a real signal's frame, of which the upper half mirrors the lower.
   */
  private static double[][] mirrored(Spectrum frame) {
    double[] re = Arrays.copyOf(frame.re(), WINDOW);
    double[] im = Arrays.copyOf(frame.im(), WINDOW);
    im[0] = 0;
    im[BINS - 1] = 0;
    for (int bin = BINS; bin < WINDOW; bin++) {
      re[bin] = re[WINDOW - bin];
      im[bin] = -im[WINDOW - bin];
    }
    return new double[][] {re, im};
  }

  /** An index beyond an end counts back from it; the end itself is not repeated. */
  private static int mirror(int index, int length) {
    if (length == 1) {
      return 0;
    }
    int period = 2 * (length - 1);
    int folded = Math.floorMod(index, period);
    return folded < length ? folded : period - folded;
  }

  private static double[] hann() {
    double[] window = new double[WINDOW];
    for (int i = 0; i < WINDOW; i++) {
      window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW);
    }
    return window;
  }
}
