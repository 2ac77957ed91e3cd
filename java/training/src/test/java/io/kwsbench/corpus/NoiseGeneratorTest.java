package io.kwsbench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.audio.Clip;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoiseGeneratorTest {
  /** Decibels an octave, measured between 500-1000 Hz and 2000-4000 Hz: two octaves apart. */
  @ParameterizedTest
  @CsvSource({"WHITE,0", "PINK,-3.01", "BLUE,3.01", "BROWN,-6.02", "VIOLET,6.02"})
  void hasItsSlope(NoiseColor color, double decibels) {
    Clip noise = NoiseGenerator.noise(color, 1 << 16, 16_000, 5);

    double octaves = 10 * Math.log10(density(noise, 2000) / density(noise, 500)) / 2;

    assertThat(octaves).isEqualTo(decibels, within(0.3));
    assertThat(rms(noise)).isEqualTo(1.0 / 3, within(1e-5));
    assertThat(NoiseGenerator.noise(color, 1 << 16, 16_000, 5)).isEqualTo(noise);
  }

  private static double density(Clip noise, int fromHertz) {
    double[] samples = new double[noise.frames()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = noise.sample(i, 0);
    }
    Complex[] bins =
        new FastFourierTransformer(DftNormalization.STANDARD)
            .transform(samples, TransformType.FORWARD);
    int from = (int) ((long) fromHertz * samples.length / noise.sampleRate());
    double power = 0;
    for (int bin = from; bin < 2 * from; bin++) {
      power += bins[bin].abs() * bins[bin].abs();
    }
    return power / from;
  }

  private static double rms(Clip noise) {
    double sum = 0;
    for (float sample : noise.samples()) {
      sum += sample * sample;
    }
    return Math.sqrt(sum / noise.frames());
  }
}
