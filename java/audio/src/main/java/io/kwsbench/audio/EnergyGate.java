package io.kwsbench.audio;

/**
 * Tells background from everything else, by its energy.
 *
 * <p>It measures the energy of every 20 ms. The floor follows the quietest of them: it falls at
 * once, rises by 3 dB per second, and stays above −70 dB of full scale. Sound begins where the
 * energy exceeds the floor by 9 dB and ends where it does not exceed it by 6 dB. The first second
 * counts as sound, since the floor is not known yet.
 *
 * <p>Allocates nothing. Not thread-safe.
 */
public final class EnergyGate {
  private static final int FRAMES_PER_SECOND = 50;
  private static final double OPENS = 8;
  private static final double CLOSES = 4;
  private static final double RISE = 1.0139;
  private static final double QUIETEST = 1e-7;

  private final int frame;
  private final int learning;
  private long end;
  private int inFrame;
  private double energy;
  private double floor;
  private boolean active;
  private long activeEnd;

  /**
   * A gate that has heard nothing.
   *
   * @param sampleRate of the sound, in hertz
   */
  public EnergyGate(int sampleRate) {
    frame = Math.max(1, sampleRate / FRAMES_PER_SECOND);
    learning = sampleRate;
  }

  /** Takes samples, full scale ±1. */
  public void accept(float[] samples, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      energy += (double) samples[i] * samples[i];
      end++;
      if (++inFrame == frame) {
        endFrame();
      }
    }
  }

  private void endFrame() {
    boolean unheard = Double.isNaN(energy); // the model is to say so; the floor stays
    if (!unheard) {
      double lowest = floor == 0 ? energy : Math.min(energy, floor * RISE);
      floor = Math.max(QUIETEST * frame, lowest);
    }
    active = unheard || energy > (active ? CLOSES : OPENS) * floor || end <= learning;
    if (active) {
      activeEnd = end;
    }
    energy = 0;
    inFrame = 0;
  }

  /**
   * Returns whether a window that ends with the last sample holds anything but background. So a
   * sound keeps the gate open for a window's length after its end.
   *
   * @param first the window's first sample, counted from the start
   */
  public boolean isOpen(long first) {
    return activeEnd > first;
  }

  /** Forgets what it heard. */
  public void reset() {
    end = 0;
    inFrame = 0;
    energy = 0;
    floor = 0;
    active = false;
    activeEnd = 0;
  }
}
