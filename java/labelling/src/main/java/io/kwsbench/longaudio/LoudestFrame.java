package io.kwsbench.longaudio;

/** The loudest 32 ms of some sound: 512 samples at 16 kHz, the frame of Picovoice's benchmark. */
public final class LoudestFrame {
  private static final int FRAME = 512;
  private static final int FRAME_RATE = 16_000;

  private LoudestFrame() {}

  /**
   * The greatest mean square of its whole frames; 0 of no sound.
   *
   * @param samples shorter than a frame, they are one
   */
  public static double power(float[] samples, int sampleRate) {
    int frame = Math.max(1, Math.min(samples.length, sampleRate * FRAME / FRAME_RATE));
    double loudest = 0;
    for (int at = 0; at + frame <= samples.length; at += frame) {
      loudest = Math.max(loudest, WordEnd.power(samples, at, at + frame));
    }
    return loudest;
  }
}
