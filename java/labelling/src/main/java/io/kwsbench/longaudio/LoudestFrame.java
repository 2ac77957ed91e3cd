package io.kwsbench.longaudio;

/** The loudest 20 ms of some sound. */
public final class LoudestFrame {
  private LoudestFrame() {}

  /** The greatest mean square of its frames of 20 ms; 0 of no sound. */
  public static double power(float[] samples, int sampleRate) {
    int frame = WordEnd.frame(sampleRate);
    double loudest = 0;
    for (int at = 0; at < samples.length; at += frame) {
      loudest = Math.max(loudest, WordEnd.power(samples, at, Math.min(samples.length, at + frame)));
    }
    return loudest;
  }
}
