package io.kwsbench.audio;

/** What a keyword spotter hears at once where nothing says otherwise: a second of mono sound. */
public final class KeywordClip {
  /** Samples a second: the rate of Speech Commands, which speech graphs are fed with. */
  public static final int SAMPLE_RATE = 16_000;

  /** Samples of a clip: a second. */
  public static final int SAMPLES = SAMPLE_RATE;

  private KeywordClip() {}
}
