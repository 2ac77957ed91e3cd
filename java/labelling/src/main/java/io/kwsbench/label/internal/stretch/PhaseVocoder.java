package io.kwsbench.label.internal.stretch;

import io.kwsbench.KwsException;
import io.kwsbench.label.internal.stretch.ShortTimeFourier.Spectrum;

/**
 * Makes a sound slower or faster without changing its pitch.
 *
 * <pre>{@code
 * float[] slow = new PhaseVocoder(0.9).stretch(clip.samples());
 * }</pre>
 *
 * <p>Frames of the short-time spectrum are read at steps of {@code speed}: magnitudes are
 * interpolated, and each bin's phase advances by what it does between the two frames read. Source:
 * {@code librosa.effects.time_stretch}, version 0.5, after D. P. W. Ellis, "A phase vocoder in
 * Matlab" (2002). Immutable and thread-safe.
 */
public final class PhaseVocoder {
  private final double speed;
  private final ShortTimeFourier fourier = new ShortTimeFourier();

  /**
   * A vocoder of one speed.
   *
   * @param speed 0.9 makes a second of sound 1.1 seconds long
   * @throws KwsException when the speed is not between 0.01 and 100
   */
  public PhaseVocoder(double speed) {
    if (!(speed >= 0.01 && speed <= 100)) {
      throw new KwsException("a speed of " + speed + " is not between 0.01 and 100");
    }
    this.speed = speed;
  }

  /**
   * The stretched sound.
   *
   * @param samples one channel, at any rate
   * @return {@code 512 × (ceil((1 + samples / 512) / speed) - 1)} samples, about {@code samples /
   *     speed}
   * @throws KwsException when there are no samples
   */
  public float[] stretch(float[] samples) {
    if (samples.length == 0) {
      throw new KwsException("a clip without samples cannot be stretched");
    }
    Spectrum[] frames = fourier.forward(samples);
    Spectrum[] stretched = new Spectrum[(int) Math.ceil(frames.length / speed)];
    double[] phase = phases(frames, 0);
    for (int step = 0; step < stretched.length; step++) {
      double position = step * speed;
      int first = (int) position;
      stretched[step] = between(frames, first, position - first, phase);
      advance(phase, phases(frames, first), phases(frames, first + 1));
    }
    return fourier.inverse(stretched);
  }

  /** Magnitudes {@code part} of the way from frame {@code first} to the next, in these phases. */
  private static Spectrum between(Spectrum[] frames, int first, double part, double[] phase) {
    double[] re = new double[ShortTimeFourier.BINS];
    double[] im = new double[ShortTimeFourier.BINS];
    for (int bin = 0; bin < re.length; bin++) {
      double magnitude =
          (1 - part) * magnitude(frames, first, bin) + part * magnitude(frames, first + 1, bin);
      re[bin] = magnitude * Math.cos(phase[bin]);
      im[bin] = magnitude * Math.sin(phase[bin]);
    }
    return new Spectrum(re, im);
  }

  /** Adds what each bin's phase moves by in a hop: its nominal advance and the measured rest. */
  private static void advance(double[] phase, double[] from, double[] to) {
    for (int bin = 0; bin < phase.length; bin++) {
      double nominal = 2 * Math.PI * ShortTimeFourier.HOP * bin / ShortTimeFourier.WINDOW;
      double rest = to[bin] - from[bin] - nominal;
      phase[bin] += nominal + rest - 2 * Math.PI * Math.rint(rest / (2 * Math.PI));
    }
  }

  private static double[] phases(Spectrum[] frames, int frame) {
    double[] phases = new double[ShortTimeFourier.BINS];
    if (frame < frames.length) {
      for (int bin = 0; bin < phases.length; bin++) {
        phases[bin] = Math.atan2(frames[frame].im()[bin], frames[frame].re()[bin]);
      }
    }
    return phases;
  }

  /** After the last frame there is silence. */
  private static double magnitude(Spectrum[] frames, int frame, int bin) {
    return frame < frames.length ? magnitude(frames[frame].re()[bin], frames[frame].im()[bin]) : 0;
  }

  /** Without hypot's care for overflow, which costs more than all the rest here. */
  private static double magnitude(double re, double im) {
    return Math.sqrt(re * re + im * im);
  }
}
