package io.kwsbench.evaluate;

import io.kwsbench.longaudio.LoudestFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Pieces of sound that are a number of decibels louder than the noise in their places. */
final class Leveled {
  private final NoiseBed.Reader noise;
  private final double ratio;
  private final List<ComposedSound.Placed> pieces = new ArrayList<>();
  private long read;
  private double loudest = 1;

  /**
   * @param noise from its first sample on, with peaks of at most 1
   * @param decibels the ratio of the loudest frames
   */
  Leveled(NoiseBed.Reader noise, double decibels) {
    this.noise = noise;
    this.ratio = Math.pow(10, decibels / 10);
  }

  /**
   * Adds a piece behind all others.
   *
   * @param samples reads it, now and each time that the audio is heard
   */
  void add(Supplier<float[]> samples, int start) {
    float[] piece = samples.get();
    float[] under = new float[piece.length];
    noise.skip(start - read);
    noise.read(under, under.length);
    read = start + (long) under.length;
    double gain = gain(LoudestFrame.power(under), LoudestFrame.power(piece));
    pieces.add(new ComposedSound.Placed(samples, start, gain));
    loudest = Math.max(loudest, 1 + gain * peak(piece));
  }

  private double gain(double noisePower, double power) {
    return noisePower == 0 || power == 0 ? 1 : Math.sqrt(ratio * noisePower / power);
  }

  /** The pieces over the noise, scaled so that none of their sums can exceed 1. */
  ComposedSound over(NoiseBed bed, int length) {
    double scale = 1 / loudest;
    List<ComposedSound.Placed> scaled =
        pieces.stream()
            .map(
                piece ->
                    new ComposedSound.Placed(piece.samples(), piece.start(), piece.gain() * scale))
            .toList();
    return new ComposedSound(length, bed.scaled(scale), scaled);
  }

  /** The greatest absolute value. */
  static double peak(float[] samples) {
    double peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }
}
