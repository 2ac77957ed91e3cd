package io.kwsbench.longaudio;

/** The loudest 512 samples of some sound: 32 ms at 16 kHz, the frame of Picovoice's benchmark. */
public final class LoudestFrame {
  private static final int FRAME = 512;

  private LoudestFrame() {}

  /** The greatest mean square of its whole frames; 0 of no sound. Less than a frame is one. */
  public static double power(float[] samples) {
    return power(samples, 0, samples.length);
  }

  /** The same of samples {@code from} to {@code to}. */
  public static double power(float[] samples, int from, int to) {
    int frame = Math.max(1, Math.min(to - from, FRAME));
    double loudest = 0;
    for (int at = from; at + frame <= to; at += frame) {
      loudest = Math.max(loudest, WordEnd.power(samples, at, at + frame));
    }
    return loudest;
  }
}
