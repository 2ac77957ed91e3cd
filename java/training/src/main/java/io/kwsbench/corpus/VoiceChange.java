package io.kwsbench.corpus;

import io.kwsbench.OutOfRangeException;
import java.util.random.RandomGenerator;

/**
 * Changes that make training clips sound like other speakers and microphones.
 *
 * <p>Speed perturbation (Ko et al., 2015, "Audio Augmentation for Speech Recognition") plays a clip
 * faster or slower: tempo, pitch and formants move together, as between a long vocal tract and a
 * short one. A tilt, a first-order filter, makes it brighter or duller, as microphones do.
 *
 * @param frequency how many clips are changed, 0 to 1
 * @param speed the factor is drawn evenly from 1 − speed to 1 + speed
 * @param tilt the filter's coefficient is drawn evenly from −tilt to tilt
 */
public record VoiceChange(double frequency, double speed, double tilt) {
  /** Clips stay as they were spoken, as in the 2017 system. */
  public static final VoiceChange NONE = new VoiceChange(0, 0, 0);

  public VoiceChange {
    if (!(frequency >= 0 && frequency <= 1)) {
      throw new OutOfRangeException("voice frequency " + frequency);
    }
    if (!(speed >= 0 && speed < 1 && tilt >= 0 && tilt < 1)) {
      throw new OutOfRangeException("speed ±" + speed + ", tilt ±" + tilt);
    }
  }

  /** A changed copy of the clip, or the clip itself; a change that never happens draws nothing. */
  float[] draw(float[] clip, RandomGenerator random) {
    if (frequency == 0 || random.nextDouble() >= frequency) {
      return clip;
    }
    double factor = 1 + (2 * random.nextDouble() - 1) * speed;
    double coefficient = (2 * random.nextDouble() - 1) * tilt;
    return tilted(played(clip, factor), (float) coefficient);
  }

  /**
   * Plays a clip {@code factor} times as fast about its middle: what leaves it is cut, silence
   * enters. Between samples goes a cubic through the four nearest.
   */
  static float[] played(float[] clip, double factor) {
    float[] made = new float[clip.length];
    double middle = (clip.length - 1) / 2.0;
    for (int i = 0; i < made.length; i++) {
      double at = middle + (i - middle) * factor;
      int left = (int) Math.floor(at);
      if (left >= -1 && left < clip.length) {
        made[i] = between(clip, left, (float) (at - left));
      }
    }
    return made;
  }

  /** Catmull and Rom's spline, at {@code t} between samples {@code left} and {@code left + 1}. */
  private static float between(float[] clip, int left, float t) {
    float a = sample(clip, left - 1);
    float b = sample(clip, left);
    float c = sample(clip, left + 1);
    float d = sample(clip, left + 2);
    float slope = c - a;
    float bend = 2 * a - 5 * b + 4 * c - d;
    float twist = 3 * (b - c) + d - a;
    return b + 0.5f * t * (slope + t * (bend + t * twist));
  }

  private static float sample(float[] clip, int at) {
    return at >= 0 && at < clip.length ? clip[at] : 0;
  }

  /** {@code y[n] = (x[n] + a·x[n−1]) / √(1 + a²)}: white noise keeps its power. */
  private static float[] tilted(float[] clip, float a) {
    float scale = (float) (1 / Math.sqrt(1 + a * a));
    for (int i = clip.length - 1; i > 0; i--) {
      clip[i] = (clip[i] + a * clip[i - 1]) * scale;
    }
    if (clip.length > 0) {
      clip[0] *= scale;
    }
    return clip;
  }
}
