package io.kwsbench.corpus;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kwsbench.OutOfRangeException;
import io.kwsbench.audio.KeywordClip;
import java.util.random.RandomGenerator;

/**
 * Gaps in training clips, so that no model relies on a single sound or band: SpecAugment's masks
 * (Park et al., 2019) for samples. A stretch of time is silent; a band of frequencies is damped by
 * a filter with one notch.
 *
 * @param frequency how many clips get gaps, 0 to 1
 * @param millis the silent stretch takes up to this long
 * @param octaves the damped band is up to this wide
 */
public record Masking(
    @JsonProperty("maskFrequency") double frequency,
    @JsonProperty("maskMillis") double millis,
    @JsonProperty("maskOctaves") double octaves) {
  /** Clips have no gaps. */
  public static final Masking NONE = new Masking(0, 0, 0);

  private static final double LOWEST_HERTZ = 150;
  private static final double HIGHEST_HERTZ = 6000;

  /** A narrower band is none. */
  private static final double LEAST_OCTAVES = 0.1;

  public Masking {
    if (!(frequency >= 0 && frequency <= 1)) {
      throw new OutOfRangeException("mask frequency " + frequency);
    }
    if (!(millis >= 0 && millis <= 1000 && octaves >= 0 && octaves <= 4)) {
      throw new OutOfRangeException("masks of " + millis + " ms and " + octaves + " octaves");
    }
  }

  /** Makes gaps in samples {@code from} to {@code to}; what never happens draws nothing. */
  void draw(float[] samples, int from, int to, RandomGenerator random) {
    if (frequency == 0 || random.nextDouble() >= frequency) {
      return;
    }
    double middle = LOWEST_HERTZ * Math.pow(HIGHEST_HERTZ / LOWEST_HERTZ, random.nextDouble());
    double width = random.nextDouble() * octaves;
    if (width >= LEAST_OCTAVES) {
      notch(samples, from, to, middle / KeywordClip.SAMPLE_RATE, width);
    }
    int length =
        Math.min(to - from, (int) (random.nextDouble() * millis / 1000 * KeywordClip.SAMPLE_RATE));
    int start = from + random.nextInt(to - from - length + 1);
    java.util.Arrays.fill(samples, start, start + length, 0);
  }

  /**
   * Damps a band: Bristow-Johnson's notch of second order.
   *
   * @param middle of the band, in cycles per sample
   * @param octaves between the places where half the power is left
   */
  static void notch(float[] samples, int from, int to, double middle, double octaves) {
    double w = 2 * Math.PI * middle;
    double alpha = Math.sin(w) * Math.sinh(Math.log(2) / 2 * octaves * w / Math.sin(w));
    double cosine = -2 * Math.cos(w) / (1 + alpha);
    double gain = 1 / (1 + alpha);
    double decay = (1 - alpha) / (1 + alpha);
    double x1 = 0;
    double x2 = 0;
    double y1 = 0;
    double y2 = 0;
    for (int i = from; i < to; i++) {
      double x = samples[i];
      double y = gain * (x + x2) + cosine * (x1 - y1) - decay * y2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      samples[i] = (float) y;
    }
  }
}
