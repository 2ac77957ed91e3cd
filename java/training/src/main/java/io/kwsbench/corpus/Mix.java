package io.kwsbench.corpus;

/**
 * The changes to one clip: gain, shift in time, added noise. Nothing is clipped.
 *
 * @param foreground the clip's factor; 0 mutes it, a negative one turns its sign
 * @param shift samples to roll by; positive moves to the end, what falls out comes in again
 * @param noise the noise, or null for none
 * @param noiseOffset where in it to start
 * @param noiseVolume the noise's factor
 */
record Mix(float foreground, int shift, float[] noise, int noiseOffset, float noiseVolume) {
  /** The clip as it is. */
  static final Mix PLAIN = new Mix(1, 0, null, 0, 0);

  /** Nothing at all. */
  static final Mix SILENT = new Mix(0, 0, null, 0, 0);

  /**
   * Writes the mixture to {@code out[at]} and on.
   *
   * @param clip its samples; null when muted
   */
  void apply(float[] clip, float[] out, int at, int samples) {
    for (int i = 0; i < samples; i++) {
      float value = foreground == 0 ? 0 : clip[Math.floorMod(i - shift, samples)] * foreground;
      out[at + i] = noise == null ? value : noise[noiseOffset + i] * noiseVolume + value;
    }
  }
}
