package io.kwsbench.corpus;

/** A color of noise: how its power changes with frequency. */
public enum NoiseColor {
  WHITE(0),
  /** −3 dB an octave. */
  PINK(-1),
  /** +3 dB an octave. */
  BLUE(1),
  /** −6 dB an octave. */
  BROWN(-2),
  /** +6 dB an octave. */
  VIOLET(2);

  private final int power;

  NoiseColor(int power) {
    this.power = power;
  }

  /** Power is proportional to frequency to this exponent. */
  int exponent() {
    return power;
  }
}
