package io.kwsbench.synthesis;

import io.kwsbench.audio.Clip;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.audio.Resampler;
import java.util.Arrays;

/**
 * Mono speech at 16 kHz without the silence around it.
 *
 * @param samples from the first loud frame to the last
 */
record SpokenWord(float[] samples) {
  /** Ten milliseconds. */
  private static final int FRAME = KeywordClip.SAMPLE_RATE / 100;

  /** Frames as far below the loudest one, 40 dB, are silence. */
  private static final double SILENCE = 1e-4;

  static SpokenWord of(Clip clip) {
    Clip mono = clip.fit(clip.frames(), 1);
    float[] all =
        mono.sampleRate() == KeywordClip.SAMPLE_RATE
            ? mono.samples()
            : new Resampler(mono.sampleRate(), KeywordClip.SAMPLE_RATE).resample(mono).samples();
    double loudest = 0;
    for (int at = 0; at < all.length; at += FRAME) {
      loudest = Math.max(loudest, power(all, at));
    }
    int from = all.length;
    int to = 0;
    for (int at = 0; at < all.length; at += FRAME) {
      if (loudest > 0 && power(all, at) >= loudest * SILENCE) {
        from = Math.min(from, at);
        to = Math.min(all.length, at + FRAME);
      }
    }
    return new SpokenWord(from < to ? Arrays.copyOfRange(all, from, to) : new float[0]);
  }

  private static double power(float[] samples, int from) {
    int to = Math.min(samples.length, from + FRAME);
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) samples[i] * samples[i];
    }
    return sum / (to - from);
  }

  /** The place of the first sample in the middle of a clip. */
  int startIn(int clip) {
    return (clip - samples.length) / 2;
  }

  /**
   * A clip with the word in its middle.
   *
   * @param length in samples, at least the word's
   * @param peak largest sample, from 0 to 1
   */
  Clip centered(int length, double peak) {
    float largest = 0;
    for (float sample : samples) {
      largest = Math.max(largest, Math.abs(sample));
    }
    float[] clip = new float[length];
    int start = startIn(length);
    for (int i = 0; i < samples.length; i++) {
      clip[start + i] = (float) (samples[i] * peak / largest);
    }
    return Clip.ofFloats(KeywordClip.SAMPLE_RATE, 1, clip);
  }
}
