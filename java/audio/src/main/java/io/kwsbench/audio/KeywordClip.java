package io.kwsbench.audio;

/** The default window of a keyword spotter: one second of mono sound at 16 kHz. */
public final class KeywordClip {
  /** Samples a second: the rate of Speech Commands, which speech graphs are fed with. */
  public static final int SAMPLE_RATE = 16_000;

  /** Samples of a clip: a second. */
  public static final int SAMPLES = SAMPLE_RATE;

  private KeywordClip() {}
}
