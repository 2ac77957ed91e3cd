package io.kwsbench.audio;

import io.kwsbench.KwsException;

/**
 * Changes a clip's sample rate with a polyphase, linear-phase windowed-sinc filter.
 *
 * <p>The filter is a sinc that cuts off at 0.95 of the lower Nyquist frequency under a Kaiser
 * window of 32 zero crossings on each side (beta 9: side lobes 90 dB down), with one phase for
 * every distance that an output sample can have to its nearest input sample. Phases are normalized,
 * so that a constant stays what it is; before the first and after the last sample is silence. An
 * output has {@code round(frames × to / from)} frames, the first at the first's time.
 *
 * <p>Source: J. O. Smith, "Digital Audio Resampling" (bandlimited interpolation); J. F. Kaiser and
 * R. W. Schafer (1980) for the window. Immutable and thread-safe.
 */
public final class Resampler {
  private static final int ZERO_CROSSINGS = 32;
  private static final double CUTOFF = 0.95;
  private static final double KAISER_BETA = 9;
  private static final int MAX_WEIGHTS = 8_000_000;

  /**
   * Largest ratio of rates, from 500 to 16,000 Hz: speech is never sampled lower, but a damaged
   * header may claim it.
   */
  private static final int MAX_GROWTH = 32;

  private static final ResamplerCache CACHE = new ResamplerCache();

  private final int from;
  private final int to;
  private final int up;
  private final int down;
  private final int half;
  private final float[][] phases;

  /**
   * A filter between two rates.
   *
   * @param from the rate of the clips that it will get, in hertz
   * @param to the rate of those that it makes, in hertz
   * @throws KwsException when a rate is not positive, or the two have no ratio that a filter of
   *     reasonable size serves (383,999 to 16,000 Hz), or sound would grow more than 32-fold
   */
  public Resampler(int from, int to) {
    if (from <= 0 || to <= 0) {
      throw new KwsException("cannot resample from " + from + " to " + to + " Hz");
    }
    if (to / MAX_GROWTH > from) {
      throw new KwsException(
          "cannot resample from "
              + from
              + " to "
              + to
              + " Hz: the sample rate is too low for sound");
    }
    this.from = from;
    this.to = to;
    int divisor = greatestCommonDivisor(from, to);
    up = to / divisor;
    down = from / divisor;
    double cutoff = CUTOFF * Math.min(1.0, to / (double) from);
    double reach = Math.ceil(ZERO_CROSSINGS / cutoff);
    if (up * (2 * reach + 1) > MAX_WEIGHTS) {
      throw new KwsException(
          "cannot resample from " + from + " to " + to + " Hz: no simple ratio between them");
    }
    half = (int) reach;
    phases = new float[up][];
    for (int phase = 0; phase < up; phase++) {
      phases[phase] = weights(phase / (double) up, cutoff);
    }
  }

  /**
   * A filter between two rates, perhaps one that was made before.
   *
   * @throws KwsException as {@link #Resampler}
   */
  static Resampler between(int from, int to) {
    return CACHE.get(from, to);
  }

  /** The number of frames of a resampled clip. */
  long framesOf(long frames) {
    return Math.round(frames * (double) up / down);
  }

  /** The number of input frames that determine the first {@code made} output frames. */
  int framesFor(int made) {
    long last = Math.max(0, made - 1L) * down / up;
    return (int) Math.min(Integer.MAX_VALUE, last + half + 1);
  }

  /**
   * A clip at the new rate.
   *
   * @throws KwsException when the result is too long for an array
   * @throws IllegalArgumentException when the clip has another rate than this filter's
   */
  public Clip resample(Clip clip) {
    return resample(clip, framesOf(clip.frames()));
  }

  /** The first {@code frames} frames of {@link #resample(Clip)}, which throws alike. */
  Clip resample(Clip clip, long frames) {
    if (clip.sampleRate() != from) {
      throw new IllegalArgumentException("a clip of " + clip.sampleRate() + " Hz, not " + from);
    }
    int channels = clip.channels();
    if (frames * channels > Integer.MAX_VALUE - 8) {
      throw new KwsException("a clip of " + clip + " is too long for " + to + " Hz");
    }
    float[] samples = clip.samples();
    float[] resampled = new float[(int) frames * channels];
    for (int frame = 0; frame < frames; frame++) {
      long position = (long) frame * down;
      int center = (int) (position / up);
      float[] weights = phases[(int) (position % up)];
      for (int channel = 0; channel < channels; channel++) {
        resampled[frame * channels + channel] =
            sum(samples, clip.frames(), channels, channel, center, weights);
      }
    }
    return new Clip(to, channels, resampled);
  }

  /** The number of input frames on each side that determine an output frame. */
  int half() {
    return half;
  }

  /** Frames afterwards for every {@link #down()} before. */
  int up() {
    return up;
  }

  int down() {
    return down;
  }

  /**
   * One sample afterwards of one channel.
   *
   * @param frames how many of the samples are sound
   * @param center the frame at its place, or before that
   * @param phase how far beyond, in frames times {@link #up()}
   */
  float sample(float[] samples, int frames, int center, int phase) {
    return sum(samples, frames, 1, 0, center, phases[phase]);
  }

  private float sum(
      float[] samples, int frames, int channels, int channel, int center, float[] weights) {
    int first = Math.max(0, center - half);
    int last = Math.min(frames - 1, center + half);
    double sum = 0;
    for (int i = first; i <= last; i++) {
      sum += weights[i - center + half] * (double) samples[i * channels + channel];
    }
    return (float) sum;
  }

  /** Weights of inputs center − half … center + half for an output at center + fraction. */
  private float[] weights(double fraction, double cutoff) {
    double[] exact = new double[2 * half + 1];
    double total = 0;
    for (int i = 0; i < exact.length; i++) {
      double distance = i - half - fraction;
      exact[i] = sinc(cutoff * distance) * kaiser(distance / (half + 1.0));
      total += exact[i];
    }
    float[] weights = new float[exact.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (exact[i] / total);
    }
    return weights;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double x) {
    return besselI0(KAISER_BETA * Math.sqrt(Math.max(0, 1 - x * x))) / besselI0(KAISER_BETA);
  }

  /** Modified Bessel function of the first kind and order zero, by its power series. */
  private static double besselI0(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
      term *= (x / (2 * k)) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
