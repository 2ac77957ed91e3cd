package io.kwsbench.workload;

import io.kwsbench.audio.Clip;
import io.kwsbench.audio.KeywordClip;
import java.util.SplittableRandom;

/**
 * A second of speech-like sound made from a seed: a buzzing voice that glides in pitch through two
 * moving resonances, between stretches of faint noise. For timing, where what is said is of no
 * matter; nobody recorded it, so there is no licence to it.
 */
public final class SyntheticClip {
  private static final double VOICE_START = 0.25;
  private static final double VOICE_END = 0.75;

  private SyntheticClip() {}

  /** One second at 16 kHz, mono; the same for the same seed. */
  public static Clip of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double pitch = 110 + 60 * random.nextDouble();
    double low = 400 + 300 * random.nextDouble();
    double high = 1200 + 900 * random.nextDouble();
    short[] samples = new short[KeywordClip.SAMPLES];
    double phase = 0;
    for (int i = 0; i < KeywordClip.SAMPLES; i++) {
      double time = (double) i / KeywordClip.SAMPLE_RATE;
      double glide = 1 + 0.15 * StrictMath.sin(2 * StrictMath.PI * time);
      phase += 2 * StrictMath.PI * pitch * glide / KeywordClip.SAMPLE_RATE;
      double value = 0.002 * (random.nextDouble() - 0.5);
      value += envelope(time) * voice(phase, pitch * glide, low * glide, high / glide);
      samples[i] = (short) StrictMath.round(value * Short.MAX_VALUE);
    }
    return Clip.ofPcm16(KeywordClip.SAMPLE_RATE, 1, samples);
  }

  /** Harmonics up to 4 kHz, each as loud as its distance from the two resonances lets it be. */
  private static double voice(double phase, double pitch, double low, double high) {
    double sum = 0;
    for (int harmonic = 1; harmonic * pitch < 4000; harmonic++) {
      double hertz = harmonic * pitch;
      double gain = resonance(hertz, low, 90) + 0.6 * resonance(hertz, high, 140);
      sum += gain * StrictMath.sin(harmonic * phase);
    }
    return 0.25 * sum;
  }

  private static double resonance(double hertz, double center, double width) {
    double distance = (hertz - center) / width;
    return 1 / (1 + distance * distance);
  }

  private static double envelope(double time) {
    if (time < VOICE_START || time > VOICE_END) {
      return 0;
    }
    return StrictMath.sin(StrictMath.PI * (time - VOICE_START) / (VOICE_END - VOICE_START));
  }
}
