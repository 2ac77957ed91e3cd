package io.kwsbench.longaudio;

/** The end of a word by its energy. */
public final class WordEnd {
  private static final int FRAMES_PER_SECOND = 50;
  private static final double BELOW_LOUDEST = 1e-3;
  private static final double ABOVE_QUIETEST = 4;

  private WordEnd() {}

  /**
   * The end of the last frame of 20 ms with speech: at most 30 dB below the loudest frame, and at
   * least 6 dB above the quietest.
   *
   * @param from the first sample of the word's clip
   * @param to the sample after its last
   * @return a place within the clip; {@code to} if no frame stands out
   */
  public static int of(float[] samples, int from, int to, int sampleRate) {
    int frame = frame(sampleRate);
    double loudest = 0;
    double quietest = Double.MAX_VALUE;
    for (int at = from; at < to; at += frame) {
      double power = power(samples, at, Math.min(to, at + frame));
      loudest = Math.max(loudest, power);
      quietest = Math.min(quietest, power);
    }
    double least = Math.max(loudest * BELOW_LOUDEST, quietest * ABOVE_QUIETEST);
    int end = from;
    for (int at = from; at < to; at += frame) {
      int next = Math.min(to, at + frame);
      double power = power(samples, at, next);
      if (power > 0 && power >= least) {
        end = next;
      }
    }
    return end > from ? end : to;
  }

  /** The samples of 20 ms. */
  static int frame(int sampleRate) {
    return Math.max(1, sampleRate / FRAMES_PER_SECOND);
  }

  /** The mean square of some samples. */
  static double power(float[] samples, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) samples[i] * samples[i];
    }
    return sum / (to - from);
  }
}
