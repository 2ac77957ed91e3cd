package io.kwsbench.corpus;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kwsbench.OutOfRangeException;
import io.kwsbench.longaudio.LoudestFrame;
import java.util.random.RandomGenerator;

/**
 * How loud mixed-in noise is beside the clip: the ratio of their loudest frames in decibels, drawn
 * evenly. Recordings of noise differ by 40 dB from corpus to corpus, so a factor alone says little.
 *
 * @param prescribed whether noise is mixed by this ratio; otherwise by a factor
 * @param least decibels; negative where noise is louder than the clip
 * @param most decibels
 */
public record NoiseRatio(
    @JsonProperty("noiseByRatio") boolean prescribed,
    @JsonProperty("minNoiseRatio") double least,
    @JsonProperty("maxNoiseRatio") double most) {
  /** Noise is scaled by a factor, as in the 2017 system. */
  public static final NoiseRatio NONE = new NoiseRatio(false, 0, 0);

  /** What noise alone is compared to: a word of common loudness, -20 dB of full scale. */
  private static final double SPOKEN = 0.01;

  private static final double LIMIT = 100;

  public NoiseRatio {
    if (!(least >= -LIMIT && least <= most && most <= LIMIT)) {
      throw new OutOfRangeException("noise ratio from " + least + " to " + most + " dB");
    }
  }

  /**
   * Draws the factor of some noise.
   *
   * @param clip what it is mixed into; null for nothing
   * @return 0 where the clip or the noise is digital silence
   */
  double volume(float[] clip, float[] noise, int offset, int samples, RandomGenerator random) {
    double decibels = least + random.nextDouble() * (most - least);
    double said = clip == null ? SPOKEN : LoudestFrame.power(clip);
    double loudest = LoudestFrame.power(noise, offset, offset + samples);
    return loudest == 0 ? 0 : Math.sqrt(said / loudest) * Math.pow(10, -decibels / 20);
  }
}
