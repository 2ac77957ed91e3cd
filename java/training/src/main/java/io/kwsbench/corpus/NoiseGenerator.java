package io.kwsbench.corpus;

import io.kwsbench.audio.Clip;
import io.kwsbench.tensor.RealFft;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * Makes colored noise: a random spectrum, shaped by the color's power law, brought back to time.
 *
 * <p>Its root mean square is a third of full scale, as in the 2017 system's {@code
 * generate_noise.py}; the few samples beyond full scale are clipped when written as 16 bits.
 */
public final class NoiseGenerator {
  private static final double LEVEL = 1.0 / 3;

  private NoiseGenerator() {}

  /**
   * @param samples at least 1
   * @param seed the same one gives the same noise
   */
  public static Clip noise(NoiseColor color, int samples, int sampleRate, long seed) {
    int size = (int) RealFft.length(samples);
    Complex[] time =
        new FastFourierTransformer(DftNormalization.STANDARD)
            .transform(spectrum(color, size, new SplittableRandom(seed)), TransformType.INVERSE);
    double power = 0;
    for (int i = 0; i < samples; i++) {
      power += time[i].getReal() * time[i].getReal();
    }
    double scale = LEVEL / Math.sqrt(power / samples);
    float[] values = new float[samples];
    for (int i = 0; i < samples; i++) {
      values[i] = (float) (time[i].getReal() * scale);
    }
    return Clip.ofFloats(sampleRate, 1, values);
  }

  /** Gaussian bins with the symmetry of a real signal; no constant part. */
  private static Complex[] spectrum(NoiseColor color, int size, RandomGenerator random) {
    Complex[] bins = new Complex[size];
    bins[0] = Complex.ZERO;
    for (int bin = 1; bin <= size / 2; bin++) {
      double gain = Math.pow(bin, color.exponent() / 2.0);
      Complex value =
          new Complex(
              random.nextGaussian() * gain, bin == size / 2 ? 0 : random.nextGaussian() * gain);
      bins[bin] = value;
      bins[size - bin] = value.conjugate();
    }
    return bins;
  }
}
