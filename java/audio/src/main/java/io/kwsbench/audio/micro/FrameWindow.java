package io.kwsbench.audio.micro;

/** The latest samples of a stream, and the Hann window over them, with 12 bits of fraction. */
final class FrameWindow {
  private static final int BITS = 12;

  private final int step;
  private final short[] samples;
  private final short[] weights;
  private int used;

  FrameWindow(int size, int step) {
    this.step = step;
    samples = new short[size];
    weights = new short[size];
    float angle = (float) Math.PI * 2 / size;
    for (int i = 0; i < size; i++) {
      float weight = 0.5f - 0.5f * (float) StrictMath.cos(angle * (i + 0.5f));
      weights[i] = (short) Math.floor(weight * (1 << BITS) + 0.5f);
    }
  }

  /** Takes a sample; returns whether a frame is complete, which {@link #apply} then must take. */
  boolean put(short sample) {
    samples[used++] = sample;
    return used == samples.length;
  }

  /**
   * Writes the windowed frame, and moves on by a step.
   *
   * @return the largest magnitude in it; -32768 has none in 16 bits and does not count
   */
  int apply(short[] frame) {
    int peak = 0;
    for (int i = 0; i < samples.length; i++) {
      frame[i] = (short) (samples[i] * weights[i] >> BITS);
      peak = Math.max(peak, (short) Math.abs(frame[i]));
    }
    used -= step;
    System.arraycopy(samples, step, samples, 0, used);
    return peak;
  }

  void reset() {
    used = 0;
  }
}
